//! Secrets inside scripts: a password in a connection call, a token in a header. A carried piece
//! asks the platform for them, `secret('d1-script-1')`, so that none reaches an output.
//!
//! A text counts as a secret by where it stands, never by how it looks: as the value of something
//! with a telling name, in a call that takes one, or inside a URL.

use crate::{
    front::mirth::read::secrets::{in_url, is_secret},
    ir::route::Secret,
    js::{
        ast::{Expr, ExprKind, JsText, Pattern, Place, PropertyValue, Selector, StmtKind},
        parse,
        visit::{self, Node},
    },
    span::{SourceText, Span},
};

/// A script without its secrets.
#[derive(Debug, Clone, Default)]
pub(super) struct Redacted {
    /// The script.
    pub(super) text: String,
    /// Names of the secrets and where their literals stood in the script.
    pub(super) found: Vec<(String, Place)>,
}

impl Redacted {
    /// The secrets with their places in the export.
    pub(super) fn secrets(&self, source: &SourceText) -> Vec<Secret> {
        let secret = |(name, place): &(String, Place)| Secret {
            name: name.clone(),
            span: source.locate(place.clone()),
        };
        self.found.iter().map(secret).collect()
    }
}

/// Takes the secrets out of a script. Their names start with `label`. A script that does not
/// parse stays as it is: it runs nowhere.
pub(super) fn redact(text: &str, label: &str) -> Redacted {
    let mut redacted = Redacted { text: String::with_capacity(text.len()), found: Vec::new() };
    let mut end = 0;
    for (number, place) in (1..).zip(places(text)) {
        let range = place.start as usize..place.end as usize;
        let name = format!("{label}-{number}");
        redacted.text.push_str(text.get(end..range.start).unwrap_or_default());
        redacted.text.push_str("secret('");
        redacted.text.push_str(&name);
        redacted.text.push_str("')");
        redacted.found.push((name, place));
        end = range.end;
    }
    redacted.text.push_str(text.get(end..).unwrap_or_default());
    redacted
}

/// A text for people with the passwords of its URLs left out.
pub(super) fn masked(text: &str) -> String {
    let (mut masked, mut end) = (String::new(), 0);
    for range in in_url(text) {
        // Places may overlap: a parameter inside what looks like a password.
        if end <= range.start {
            masked.push_str(text.get(end..range.start).unwrap_or_default());
            masked.push_str("***");
        }
        end = end.max(range.end);
    }
    masked + text.get(end..).unwrap_or_default()
}

/// The places of all quoted texts, found without parsing.
pub(super) fn quoted(source: &SourceText) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut escaped = false;
    for (at, c) in source.as_str().char_indices() {
        match open {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some((quote, start)) if c == quote || matches!(c, '\n' | '\r') => {
                found.push(source.locate(narrow(start)..narrow(at)));
                open = None;
            }
            None if matches!(c, '\'' | '"') => open = Some((c, at + 1)),
            _ => {}
        }
    }
    found
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The literals of a script that are secrets, in order.
fn places(text: &str) -> Vec<Place> {
    let Ok(program) = parse::parse_script(text) else { return Vec::new() };
    let mut found: Vec<Place> = Vec::new();
    visit::walk(&program, |node| {
        match node {
            Node::Stmt(stmt) | Node::Head(stmt) => {
                if let StmtKind::Declare(_, list) = &stmt.kind {
                    for (pattern, value) in list {
                        if let (Pattern::Name(name, _), Some(value)) = (pattern, value) {
                            take(is_secret(name), value, &mut found);
                        }
                    }
                }
            }
            Node::Expr(expr) => in_expression(expr, &mut found),
            Node::Function(_) | Node::Catch(_) => {}
        }
        true
    });
    found.sort_by_key(|place| place.start);
    found.dedup();
    found
}

fn in_expression(expr: &Expr, found: &mut Vec<Place>) {
    match &expr.kind {
        ExprKind::Assign(None, target, value) => {
            take(name_of(target).is_some_and(is_secret), value, found);
        }
        ExprKind::Object(properties) => {
            for property in properties {
                if let (JsText::Plain(name), PropertyValue::Value(value)) =
                    (&property.name, &property.value)
                {
                    take(is_secret(name), value, found);
                }
            }
        }
        ExprKind::Call(callee, args) | ExprKind::New(callee, args) => in_call(callee, args, found),
        ExprKind::Text(JsText::Plain(text)) => take(!in_url(text).is_empty(), expr, found),
        _ => {}
    }
}

fn in_call(callee: &Expr, args: &[Expr], found: &mut Vec<Place>) {
    let name = name_of(callee).unwrap_or_default();
    match args {
        // Driver, address, user, password.
        [_, _, _, password] if name == "createDatabaseConnection" => take(true, password, found),
        // `setPassword('x')`.
        [value] => take(is_secret(name), value, found),
        // `headers.put('Authorization', 'Basic x')`.
        [key, value] => take(text_of(key).is_some_and(is_secret), value, found),
        _ => {}
    }
}

/// Takes a literal that has text; a value that is computed is none.
fn take(secret: bool, value: &Expr, found: &mut Vec<Place>) {
    match &value.kind {
        ExprKind::Text(JsText::Plain(text)) if secret && !text.is_empty() => {
            found.push(value.place.clone());
        }
        // `'Basic ' + 'x'`.
        ExprKind::Binary(_, first, second) if secret => {
            take(true, first, found);
            take(true, second, found);
        }
        _ => {}
    }
}

/// The last name of an access.
fn name_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Member(_, Selector::Name(name)) => Some(name),
        ExprKind::Index(_, index) => text_of(index),
        _ => None,
    }
}

fn text_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Text(JsText::Plain(text)) => Some(text),
        _ => None,
    }
}

/// The texts of a range; for tests.
#[cfg(test)]
fn cut(text: &str, range: &Place) -> String {
    text.get(range.start as usize..range.end as usize).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_of_urls_are_masked() {
        for (text, expected) in [
            ("see ftp://u:pw@h/a, then b", "see ftp://u:***@h/a, then b"),
            (
                "jdbc:x://h/d?user=u&password=p;token=q",
                "jdbc:x://h/d?user=u&password=***;token=***",
            ),
            ("x://u:;password=p@h?token=q", "x://u:***"),
            ("nothing here", "nothing here"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn secrets_leave_the_script_and_nothing_else_does() {
        for (script, taken) in [
            ("var password = 'x';", vec!["'x'"]),
            ("conn.password = \"x\"; conn['apiKey'] = 'y';", vec!["\"x\"", "'y'"]),
            ("F.createDatabaseConnection('d', 'jdbc:x', 'u', 'pw')", vec!["'pw'"]),
            ("h.put('Authorization', 'Basic ' + 'abc');", vec!["'Basic '", "'abc'"]),
            ("c.setPassword('x')", vec!["'x'"]),
            ("get('ftp://u:pw@host/a')", vec!["'ftp://u:pw@host/a'"]),
            ("({token: 'x', name: 'y'})", vec!["'x'"]),
            ("$cfg('password')", vec![]),
            ("var name = 'x'; if (token == 'PID') {}", vec![]),
            ("var password = $cfg('db');", vec![]),
            ("var password = '';", vec![]),
            ("var password = 'x", vec![]),
        ] {
            let redacted = redact(script, "n");
            let found: Vec<String> =
                redacted.found.iter().map(|(_, place)| cut(script, place)).collect();
            assert_eq!(found, taken, "{script}");
            assert!(taken.iter().all(|secret| !redacted.text.contains(secret)), "{script}");
        }
        assert_eq!(redact("var password = 'x';", "d1").text, "var password = secret('d1-1');");
    }
}
