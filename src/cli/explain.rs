//! `mapwright explain`: the page of a rule.

use crate::{report::near, rules};

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
    let all = rules::ALL
        .iter()
        .map(|rule| (vec![rule.code, rule.name], format!("{} {}", rule.code, rule.name)));
    let near = near::nearest(code, all, SUGGESTIONS);
    Err(format!("there is no code `{code}`; near it: {}", near.join(", ")))
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
    }
}
