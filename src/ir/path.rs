//! HL7 path notation: the short form in which definitions, specs and dumps name a place in the
//! message tree.
//!
//! `PID-5.1` is the chain of names `PID`, `PID.5`, `PID.5.1`; `PID-3[2].4` takes the second match
//! of the field (people count from 1) and reads its component 4; `OBX[2]-5.1`, `PID-3.1[2]`.
//! A chain of names that is no such path keeps its names.

use std::fmt::Write as _;

/// One part of a chain: a name, or the n-th of what the chain before it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Children of that name.
    Name(String),
    /// The match at that index, from 0.
    Index(u32),
}

/// The chain in path notation, if it is a canonical path from the root: names follow each other
/// as segment, field, component, subcomponent, each at most once, indexes anywhere after a name.
pub fn notation(parts: &[Part]) -> Option<String> {
    let mut out = String::new();
    let mut last: Option<String> = None;
    let mut level = 0;
    for part in parts {
        match part {
            Part::Index(index) => {
                // Two indexes in a row would read a node of a node, which no path says.
                if last.is_none() || out.ends_with(']') {
                    return None;
                }
                write!(out, "[{}]", u64::from(*index) + 1).ok()?;
            }
            Part::Name(name) => {
                push_name(&mut out, name, last.as_deref(), level)?;
                last = Some(name.clone());
                level += 1;
            }
        }
    }
    last.map(|_| out)
}

/// The chain relative to a node of the name `base`: `5.1` on an `OBX` is `OBX.5`, `OBX.5.1`.
pub fn relative(base: &str, parts: &[Part]) -> Option<String> {
    let mut full = vec![Part::Name(base.split('.').next()?.to_owned())];
    let mut so_far = full_names(base)?;
    full.append(&mut so_far);
    let n_base = full.len();
    full.extend(parts.iter().cloned());
    let all = notation(&full)?;
    let before = notation(&full[..n_base])?;
    all.strip_prefix(&before)?.strip_prefix(['-', '.']).map(ToOwned::to_owned)
}

/// The names between the segment and `name`, `name` included: `PID.3.4` gives `PID.3`, `PID.3.4`.
fn full_names(name: &str) -> Option<Vec<Part>> {
    let pieces: Vec<&str> = name.split('.').collect();
    if !is_segment(pieces[0]) || !pieces[1..].iter().all(|piece| is_number(piece)) {
        return None;
    }
    Some((2..=pieces.len()).map(|n| Part::Name(pieces[..n].join("."))).collect())
}

fn push_name(out: &mut String, name: &str, last: Option<&str>, level: usize) -> Option<()> {
    let Some(last) = last else {
        out.push_str(if is_segment(name) { name } else { return None });
        return Some(());
    };
    let number = name.strip_prefix(last)?.strip_prefix('.')?;
    if level > 3 || !is_number(number) {
        return None;
    }
    out.push(if level == 1 { '-' } else { '.' });
    out.push_str(number);
    Some(())
}

/// Whether a name is one of a segment: a letter and two letters or digits, upper case.
pub fn is_segment(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() == 3
        && bytes[0].is_ascii_uppercase()
        && bytes[1..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Whether a text is a number as element names spell it: no sign, no leading zero.
fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 5
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(text: &str) -> Vec<Part> {
        text.split_whitespace()
            .map(|part| match part.parse() {
                Ok(index) => Part::Index(index),
                Err(_) => Part::Name(part.to_owned()),
            })
            .collect()
    }

    #[test]
    fn canonical_chains_have_a_notation_and_others_none() {
        for (names, expected) in [
            ("PID", Some("PID")),
            ("PID PID.5 PID.5.1", Some("PID-5.1")),
            ("PID PID.3 1 PID.3.4 PID.3.4.2", Some("PID-3[2].4.2")),
            ("OBX 0 OBX.5 OBX.5.1", Some("OBX[1]-5.1")),
            ("PID PID.3 PID.3.1 1", Some("PID-3.1[2]")),
            ("ZZ1 ZZ1.2", Some("ZZ1-2")),
            ("PID PV1.5", None),
            ("PID PID.05", None),
            ("PID PID.5.1", None),
            ("PID PID.5 PID.5.1 PID.5.1.1 PID.5.1.1.1", None),
            ("pid pid.5", None),
            ("PID 0 0", None),
            ("0", None),
            ("", None),
        ] {
            assert_eq!(notation(&chain(names)).as_deref(), expected, "{names}");
        }
    }

    #[test]
    fn relative_paths_follow_the_name_of_their_node() {
        for (base, names, expected) in [
            ("OBX", "OBX.5 OBX.5.1", Some("5.1")),
            ("PID.3", "PID.3.4", Some("4")),
            ("PID.3", "PID.3.4 PID.3.4.1", Some("4.1")),
            ("OBX", "OBX.5 0 OBX.5.1", Some("5[1].1")),
            ("OBX", "NTE.5", None),
            ("note", "note.1", None),
        ] {
            assert_eq!(relative(base, &chain(names)).as_deref(), expected, "{base} {names}");
        }
    }
}
