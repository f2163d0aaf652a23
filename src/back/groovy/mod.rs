//! Mapping definitions: one Groovy class per connection, in the closed subset that
//! `docs/definition.md` specifies. It reads like a mapping table and means exactly the legacy.

mod class;
mod part;
mod place;
mod split;
mod stmt;
mod text;
mod value;

use super::{BackEnd, Naming, OutFile};
use crate::{
    check::Checked,
    ir::{Carried, Connection},
};

/// The back end.
#[derive(Debug)]
pub struct Groovy;

impl BackEnd for Groovy {
    fn name(&self) -> &'static str {
        "groovy"
    }

    fn write(&self, checked: &Checked, naming: &Naming) -> Vec<OutFile> {
        let connection = checked.connection();
        let mut files = vec![OutFile {
            path: format!("mappings/{}.groovy", naming.slug),
            text: class::class(connection, naming),
        }];
        files.extend(carried(connection).into_iter().map(|piece| OutFile {
            path: format!("mappings/carried/{}/{}", naming.slug, piece.file),
            text: unix(&piece.text),
        }));
        files
    }
}

/// All carried pieces of a connection, in the order of its connectors.
fn carried(connection: &Connection) -> Vec<&Carried> {
    let mut list: Vec<&Carried> = connection.scripts.iter().map(|(_, piece)| piece).collect();
    for connector in connection.connectors() {
        list.extend(
            connector.script.iter().flat_map(|script| script.carried.iter().map(|(_, p)| p)),
        );
        list.extend(connector.scripts.iter().map(|(_, piece)| piece));
    }
    for destination in &connection.destinations {
        list.extend(destination.response.iter().flat_map(|s| s.carried.iter().map(|(_, p)| p)));
    }
    list
}

/// A script as a file: line ends of the script language all count the same outside of texts,
/// which cannot hold raw ones, so they are written as line feeds.
fn unix(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
