//! Databases: what their endpoints lack, and their settings.

use super::{
    super::{Gap, Kind, Setting, setting::setting, unrouted},
    polling,
};
use crate::ir::{
    Connector,
    route::{Database, DatabaseReader, DatabaseWriter, Query},
};

/// What the endpoint of a Database Reader lacks.
pub(super) fn reader(connector: &Connector, reader: &DatabaseReader) -> Vec<Gap> {
    let mut gaps = polling::gaps(connector, &reader.polling);
    if reader.select != Query::Script {
        gaps.extend(database(connector, &reader.database));
        gaps.extend(super::hidden(connector, &["select", "update"]));
    }
    gaps
}

/// What the endpoint of a Database Writer lacks.
pub(super) fn writer(connector: &Connector, writer: &DatabaseWriter) -> Vec<Gap> {
    // A script makes connections of its own.
    if writer.query == Query::Script {
        return Vec::new();
    }
    let mut gaps = database(connector, &writer.database);
    gaps.extend(super::hidden(connector, &["query"]));
    gaps
}

fn database(connector: &Connector, database: &Database) -> Vec<Gap> {
    if !database.url_has_secret {
        return Vec::new();
    }
    let task = "Set up a data source that gets the password by itself, and take it out of the URL.";
    vec![unrouted(connector, "`url` has a password inside", task)]
}

/// The settings of a Database Reader.
pub(super) fn reading(reader: &DatabaseReader) -> Vec<Setting> {
    let mut settings = polling::settings(&reader.polling);
    if reader.select != Query::Script {
        settings.extend(source(&reader.database));
    }
    settings.push(setting("retries", "retryCount", &reader.retry_count, Kind::Number));
    settings.push(setting("retry.pause", "retryInterval", &reader.retry_interval_ms, Kind::Number));
    settings.push(super::charset_of("encoding", &reader.charset));
    settings
}

/// The settings of a Database Writer.
pub(super) fn writing(writer: &DatabaseWriter) -> Vec<Setting> {
    if writer.query == Query::Script { Vec::new() } else { source(&writer.database) }
}

fn source(database: &Database) -> Vec<Setting> {
    let mut settings = vec![
        setting("driver", "driver", &database.driver, Kind::Class),
        setting("url", "url", &database.url, Kind::Jdbc),
    ];
    settings.extend(super::user(&database.login));
    settings
}
