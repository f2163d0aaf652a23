//! Passwords, keys and tokens of an export: where they stand, never what they are.

use crate::{front::mirth::model::Export, ir::route::Secret, span::Span, xml::Node};

/// Parts of a name (lower case) that say that the value is a secret.
const NAMED: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "credential",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "privatekey",
    "private_key",
    "private-key",
    "authorization",
    "sshkey",
    "pwd",
];

/// Settings whose name looks like a secret and is none.
const HARMLESS: &[&str] = &[
    "passwordauth",
    "quotetoken",
    "quoteescapetoken",
    "usedefaultcredentialproviderchain",
    "usetemporarycredentials",
    "isusecredentialsvariable",
    "credentialsvariable",
];

/// Parts of a channel that hold programs and templates.
const PROGRAMS: &[&str] = &[
    "filter",
    "transformer",
    "responseTransformer",
    "preprocessingScript",
    "postprocessingScript",
    "deployScript",
    "undeployScript",
    "shutdownScript",
    "codeTemplateLibraries",
];

/// What a URL parameter with a secret is called.
const PARAMETERS: &[&str] = &["password=", "pwd=", "passwd=", "secret=", "token="];

/// Whether a setting of that name holds a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let simple = name.rsplit(['.', '/']).next().unwrap_or_default();
    if HARMLESS.contains(&simple) {
        return false;
    }
    // `keyPW`, `trustStorePW`.
    NAMED.iter().any(|part| name.contains(part)) || simple.ends_with("pw")
}

/// All secrets in an element and below, in file order.
pub(crate) fn find(node: Node<'_>) -> Vec<Secret> {
    find_in(node.subtree())
}

/// All secrets of a channel, but not in its filters, transformers, scripts and libraries: those
/// are texts of programs, in which a name says nothing.
pub(crate) fn find_outside_mappings(node: Node<'_>) -> Vec<Secret> {
    let mut program = 0..0;
    find_in(node.subtree().filter(move |below| {
        if !program.contains(&below.index()) && PROGRAMS.contains(&below.name()) {
            program = below.range();
        }
        !program.contains(&below.index())
    }))
}

/// All secrets in these elements, which are in document order.
pub(crate) fn find_in<'d>(nodes: impl Iterator<Item = Node<'d>>) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut below_secret = 0..0;
    for leaf in nodes {
        let inside = below_secret.contains(&leaf.index());
        let name = name_of(leaf);
        let named = is_secret(&name);
        if named && !inside {
            below_secret = leaf.range();
        }
        let text = leaf.text();
        if (named || inside) && !text.as_str().trim().is_empty() {
            secrets.push(Secret { name, span: leaf.content() });
        } else {
            let ranges = in_url(text.as_str());
            let inside = if name == "envelope" { in_elements(text.as_str()) } else { Vec::new() };
            for range in ranges.into_iter().chain(inside) {
                let span = text.locate(narrow(range.start)..narrow(range.end));
                secrets.push(Secret { name: name.clone(), span });
            }
        }
    }
    secrets
}

/// What a value is called: the element's own name, that of a `property`, or the key of the map
/// entry that it is the value of.
fn name_of(node: Node<'_>) -> String {
    if node.name() == "property" {
        return node.attribute("name").unwrap_or("property").to_owned();
    }
    let mut at = node;
    while let Some(parent) = at.parent() {
        if parent.name() == "entry" {
            let key = parent.children().next().filter(|key| *key != at && key.name() == "string");
            return key.map_or_else(|| node.name().to_owned(), Node::string);
        }
        if !matches!(parent.name(), "list" | "com.mirth.connect.util.ConfigurationProperty") {
            break;
        }
        at = parent;
    }
    node.name().to_owned()
}

/// Ranges of the secrets inside a text that holds URLs: the password of `scheme://user:pw@host`
/// and parameters such as `password=`.
pub(crate) fn in_url(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("://") {
        let start = at + 3;
        let authority = text[start..].split(['/', '?', ' ', '\n', '\r', '"', '\'']).next();
        let authority = authority.unwrap_or_default();
        if let Some((user, _)) = authority.rsplit_once('@')
            && let Some(colon) = user.find(':')
            && colon + 1 < user.len()
        {
            found.push(start + colon + 1..start + user.len());
        }
    }
    let lower = text.to_ascii_lowercase();
    for parameter in PARAMETERS {
        for (at, _) in lower.match_indices(parameter) {
            let start = at + parameter.len();
            let rest = text[start..].find(['&', ';', ' ', '"', '\'', '\n', '\r', ')', '}']);
            let end = rest.map_or(text.len(), |length| start + length);
            if lower[..at].ends_with(['?', '&', ';']) && end > start {
                found.push(start..end);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// A URL without the secrets in it, fit to be shown.
pub(crate) fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in in_url(text) {
        if range.start >= from {
            out.push_str(&text[from..range.start]);
            from = range.end;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Whether an XML text brings credentials along: `<wsse:Password>secret</wsse:Password>`. A
/// template there (`${password}`) comes from elsewhere, and is none.
pub(crate) fn has_credentials(text: &str) -> bool {
    !in_elements(text).is_empty()
}

/// Ranges of the contents of elements with telling names.
pub(crate) fn in_elements(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        let Some(end) = inside.find('>') else { continue };
        let tag = &inside[..end];
        let name = tag.split([' ', '\t', '\n', '\r', '/']).next().unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or_default();
        if tag.starts_with('/') || tag.ends_with('/') || !is_secret(local) {
            continue;
        }
        let start = at + 1 + end + 1;
        let content = text[start..].split('<').next().unwrap_or_default();
        let plain = content.trim();
        let template = plain.starts_with("${") && plain.find('}') == Some(plain.len() - 1);
        if !plain.is_empty() && !template {
            found.push(start..start + content.len());
        }
    }
    found
}

/// Every place of an export that must never be shown, for `Files::hide`.
pub fn secret_spans(export: &Export) -> Vec<Span> {
    let fragments = export.fragments.iter().map(|fragment| &fragment.channel);
    let connectors = export
        .channels
        .iter()
        .chain(fragments)
        .flat_map(|channel| std::iter::once(&channel.source).chain(&channel.destinations));
    let inside = connectors.flat_map(|connector| &connector.secrets);
    let secrets = inside.chain(&export.secrets).map(|secret| secret.span);
    secrets.chain(export.hidden.iter().copied()).collect()
}

fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_secrets_are_known() {
        for name in [
            "password",
            "passPhrase",
            "keyPW",
            "keyStorePW",
            "SecretKey",
            "apiToken",
            "Authorization",
            "passcode",
            "lab.db.password",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["username", "passwordAuth", "keyFile", "quoteToken", "passive", "host"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn urls_lose_their_secrets_and_nothing_else() {
        let cases = [
            ("sftp://user:p@ss@host/in", "sftp://user:@host/in"),
            (
                "jdbc:x://h:5432/d?user=a&password=b&ssl=true",
                "jdbc:x://h:5432/d?user=a&password=&ssl=true",
            ),
            ("jdbc:sqlserver://h;PASSWORD=b;x=y", "jdbc:sqlserver://h;PASSWORD=;x=y"),
            ("http://host:80/a@b", "http://host:80/a@b"),
            ("http://user@host/", "http://user@host/"),
            ("password=free text", "password=free text"),
            ("ftp://a:b@c ftp://d:e@f", "ftp://a:@c ftp://d:@f"),
            ("://:x@", "://:@"),
            ("", ""),
        ];
        for (url, expected) in cases {
            assert_eq!(strip(url), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_stripped(
            parts in proptest::collection::vec(prop_oneof![
                Just("://"), Just(":"), Just("@"), Just("?password="), Just("&"), Just(";PWD="),
                Just("\u{e9}"), Just("x"), Just("/"), Just(" "), Just("token="),
            ], 0..12),
        ) {
            let text = parts.concat();
            let once = strip(&text);
            prop_assert!(once.len() <= text.len());
            for range in in_url(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
