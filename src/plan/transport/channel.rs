//! Hand-over between connections.

use super::super::{Kind, Setting, setting::setting};
use crate::ir::route::ChannelWriter;
use std::fmt::Write as _;

/// The settings of a hand-over; none where it hands over to nobody.
pub(super) fn writing(writer: &ChannelWriter) -> Vec<Setting> {
    if writer.channel == "none" {
        return Vec::new();
    }
    let target = format!("direct:{}", channel_name(&writer.channel));
    vec![setting("target", "channelId", &target, Kind::Target)]
}

/// The name under which a connection takes over messages from others. An id is a UUID nearly
/// always; any other character is written as its number.
pub(in crate::plan) fn channel_name(id: &str) -> String {
    let mut name = "channel-".to_owned();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            name.push(c);
        } else {
            let _ = write!(name, "_{:x}_", u32::from(c));
        }
    }
    name
}
