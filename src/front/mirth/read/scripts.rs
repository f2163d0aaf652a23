//! Scripts of the channel itself: which there are, and which are only the default body.

use super::context::Reading;
use super::context::release;
use crate::{
    front::mirth::model::{ChannelScript, ScriptKind, Version},
    ir::disposition::Disposition,
    xml::Node,
};

/// Reads the scripts of a channel and drops those that say nothing.
pub(super) fn read(
    reading: &mut Reading,
    channel: Node<'_>,
    version: Version,
) -> Vec<ChannelScript> {
    // Renamed by the migration to 3.1.0 (semantics section 8.2).
    let undeploy = if version < release(3, 1, 0) && channel.child("undeployScript").is_none() {
        "shutdownScript"
    } else {
        "undeployScript"
    };
    [
        ("preprocessingScript", ScriptKind::Preprocessor),
        ("postprocessingScript", ScriptKind::Postprocessor),
        ("deployScript", ScriptKind::Deploy),
        (undeploy, ScriptKind::Undeploy),
    ]
    .into_iter()
    .filter_map(|(name, kind)| read_one(reading, channel.child(name)?, kind))
    .collect()
}

/// Reads one script; `None` where its body is a default, which has no effect.
pub(super) fn read_one(
    reading: &mut Reading,
    node: Node<'_>,
    kind: ScriptKind,
) -> Option<ChannelScript> {
    let text = node.text();
    // A text that is kept in another file only looks empty.
    let elsewhere = super::text_elsewhere(node).is_some();
    if !elsewhere && is_default(kind, text.as_str()) {
        reading.ledger.claim(node, Disposition::Lowered);
        return None;
    }
    reading.ledger.claim(node, Disposition::Carried);
    Some(ChannelScript { kind, text })
}

/// Whether a body is the engine's default but for comments and white space.
///
/// A preprocessor that returns nothing is none: it replaces the message by the text `undefined`
/// (semantics section 0, step 2).
fn is_default(kind: ScriptKind, body: &str) -> bool {
    let body = squeeze(body);
    match kind {
        ScriptKind::Preprocessor => body == "return message;",
        ScriptKind::Postprocessor | ScriptKind::Deploy | ScriptKind::Undeploy => {
            body.is_empty() || body == "return;"
        }
        ScriptKind::Batch | ScriptKind::Attachment => body.is_empty(),
    }
}

/// A script without comments, white space reduced: one blank (or a line feed, where a line ends,
/// because that may end a statement) between words, none elsewhere. Strings are not understood;
/// their quotes stay, so a script with strings never looks like a default.
fn squeeze(body: &str) -> String {
    let mut out = String::new();
    let mut gap: Option<char> = None;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let skipped = blank_length(rest);
        if skipped > 0 {
            let ends_line = rest[..skipped].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
            gap = if ends_line { Some('\n') } else { gap.or(Some(' ')) };
            rest = &rest[skipped..];
            continue;
        }
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        if let Some(gap) = gap.take()
            && word(c)
            && out.ends_with(word)
        {
            out.push(gap);
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Bytes of white space or of one comment at the start of a script.
fn blank_length(script: &str) -> usize {
    if script.starts_with("//") {
        return script.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(script.len());
    }
    if let Some(rest) = script.strip_prefix("/*") {
        // Never closed: a syntax error, so not a default.
        return rest.find("*/").map_or(0, |end| end + 4);
    }
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    script.find(|c| !blank(c)).unwrap_or(script.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_bodies_are_known_without_comments_and_blanks() {
        use ScriptKind::{Deploy, Postprocessor, Preprocessor};
        let cases = [
            (Preprocessor, "// a comment\r\nreturn message;", true),
            (Preprocessor, "// ends at a CR\rreturn\tmessage ;", true),
            (Preprocessor, "/* x */return/* y */message;/* z */", true),
            (Preprocessor, "return\nmessage;", false),
            (Preprocessor, "return /*\n*/ message;", false),
            (Preprocessor, "returnmessage;", false),
            (Preprocessor, "return message", false),
            (Preprocessor, "return;", false),
            (Preprocessor, "", false),
            (Postprocessor, "// x\nreturn;", true),
            (Postprocessor, "return message;", false),
            (Postprocessor, "", true),
            (Deploy, " /* x */ ", true),
            (Deploy, "/* never closed", false),
            (Deploy, "'//';return;", false),
            (Deploy, "x();return;", false),
        ];
        for (kind, body, expected) in cases {
            assert_eq!(is_default(kind, body), expected, "{kind:?} {body:?}");
        }
    }
}
