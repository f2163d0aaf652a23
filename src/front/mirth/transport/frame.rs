//! How messages are framed: transmission modes of the TCP connectors.

use super::settings::{self, Table, account, harmless, is_on, mapped, only};
use crate::{
    front::mirth::{model::ObstacleKind, read::context::Reading},
    ir::route::{Framing, OptionGap},
    xml::Node,
};

const FRAME: &str = "com.mirth.connect.model.transmission.framemode.FrameModeProperties";
const MLLP: &str = "com.mirth.connect.plugins.mllpmode.MLLPModeProperties";

const COMMIT_TASK: &str = "The commit blocks of MLLP release 2 differ from the usual ones. Set the \
                           same bytes and attempts in the codec of the new platform.";

fn commits(node: Node<'_>) -> bool {
    is_on(node, "useMLLPv2")
}

const PLUGIN_POINT: &str = "a name of the legacy engine; the class says the same";

/// Frames of plain start and end bytes.
pub(super) const FRAMES: Table = Table {
    title: "Frames: bytes",
    class: "model.transmission.framemode.FrameModeProperties",
    becomes: "`start` and `end` of the frame codec.",
    settings: &[
        harmless("pluginPointName", PLUGIN_POINT),
        mapped("startOfMessageBytes", "codec `start`"),
        mapped("endOfMessageBytes", "codec `end`; empty is a manual task"),
    ],
};

/// Frames of MLLP.
pub(super) const MLLP_FRAMES: Table = Table {
    title: "Frames: MLLP",
    class: "plugins.mllpmode.MLLPModeProperties",
    becomes: "`start` and `end` of the frame codec.",
    settings: &[
        harmless("pluginPointName", PLUGIN_POINT),
        mapped("startOfMessageBytes", "codec `start`"),
        mapped("endOfMessageBytes", "codec `end`; empty is a manual task"),
        mapped("useMLLPv2", "nothing when off; when on, a manual task"),
        only("ackBytes", &["06"], COMMIT_TASK).when(commits, COMMITS),
        only("nackBytes", &["15"], COMMIT_TASK).when(commits, COMMITS),
        only("maxRetries", &["2"], COMMIT_TASK).when(commits, COMMITS),
    ],
};

const COMMITS: &str = "with MLLP release 2";

/// Reads the frame of a TCP connector; no bytes at all where the mode is not known.
pub(super) fn framing(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) -> Framing {
    let unknown = Framing { start: Vec::new(), end: Vec::new(), commit_blocks: false };
    let Some(mode) = reading.required(node, "transmissionModeProperties") else { return unknown };
    reading.claim(mode);
    let table = match mode.attribute("class") {
        Some(MLLP) => &MLLP_FRAMES,
        Some(FRAME) => &FRAMES,
        other => {
            let class = other.unwrap_or_default();
            reading.obstacle(ObstacleKind::UnknownClass, class, mode.start_tag());
            let task = "This transmission mode belongs to a plugin. Find out how it frames \
                        messages and set up the same.";
            gaps.push(settings::gap(mode, "transmissionModeProperties", class, task));
            return unknown;
        }
    };
    account(reading, mode, node, table, gaps);
    Framing {
        start: bytes(reading, mode, "startOfMessageBytes"),
        end: bytes(reading, mode, "endOfMessageBytes"),
        commit_blocks: commits(mode),
    }
}

/// Bytes in hexadecimal digits, with or without `0x`.
fn bytes(reading: &mut Reading, node: Node<'_>, name: &str) -> Vec<u8> {
    let text = reading.string(node, name);
    parse_hex(&text).unwrap_or_else(|| {
        let span = node.child(name).unwrap_or(node).span();
        reading.obstacle(ObstacleKind::BadValue, format!("{name}: {text}"), span);
        Vec::new()
    })
}

fn parse_hex(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    whole.then(|| pairs.map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::parse_hex;

    #[test]
    fn frame_bytes_are_hexadecimal_pairs() {
        let cases: &[(&str, Option<&[u8]>)] = &[
            ("0B", Some(&[0x0B])),
            ("1C0D", Some(&[0x1C, 0x0D])),
            ("0x1c0d", Some(&[0x1C, 0x0D])),
            ("0X0b", Some(&[0x0B])),
            ("", Some(&[])),
            ("B", None),
            ("0G", None),
            ("\u{fc}\u{fc}", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_hex(text).as_deref(), *expected, "{text}");
        }
    }
}
