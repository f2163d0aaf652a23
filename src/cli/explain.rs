//! `mapwright explain`: the page of a rule.

use crate::rules;

/// How many codes are suggested for one that does not exist.
const SUGGESTIONS: usize = 3;

/// The page of that code or name.
///
/// # Errors
/// That there is no such rule, and which ones are near.
pub(super) fn page(code: &str) -> Result<String, String> {
    if let Some(rule) = rules::find(code) {
        return Ok(rule.page());
    }
    let wanted = code.to_ascii_lowercase();
    let mut near: Vec<_> = rules::ALL
        .iter()
        .map(|rule| {
            let by_code = distance(&wanted, &rule.code.to_ascii_lowercase());
            (by_code.min(distance(&wanted, rule.name)), format!("{} {}", rule.code, rule.name))
        })
        .collect();
    near.sort();
    near.truncate(SUGGESTIONS);
    let near: Vec<_> = near.into_iter().map(|(_, name)| name).collect();
    Err(format!("there is no code `{code}`; near it: {}", near.join(", ")))
}

/// Fewest letters to insert, remove or change to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 0..to.len() {
            let changed = diagonal + usize::from(letter != to[j]);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_or_name_gives_its_page_and_a_near_miss_suggestions() {
        for code in ["MW2102", "mw2102", "read-may-repeat"] {
            assert!(page(code).unwrap().starts_with("`MW2102` read-may-repeat."), "{code}");
        }
        for (code, near) in [("MW2192", "MW2102"), ("read-may-repaet", "MW2102"), ("", "MW")] {
            let why = page(code).unwrap_err();
            assert!(why.contains(near), "{code}: {why}");
        }
        assert_eq!([distance("", "abc"), distance("kitten", "sitting")], [3, 3]);
    }
}
