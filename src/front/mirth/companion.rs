//! Files beside an export that hold its texts: mirthsync takes the scripts of a channel, a code
//! template or the global scripts out of the XML and leaves an attribute with the name of a file
//! (`msync-fileref`) in the folder that is called like the export.

use std::borrow::Cow;

/// The attribute with the name of the file.
pub(crate) const ATTRIBUTE: &str = "msync-fileref";

/// The names of files that the text of an export refers to, each as often as it does.
pub fn references(text: &str) -> Vec<String> {
    let attributes = text.match_indices(ATTRIBUTE).map(|(at, found)| &text[at + found.len()..]);
    let values = attributes.filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value)
    });
    let decoded = |value| quick_xml::escape::unescape(value).map(Cow::into_owned);
    values.filter_map(|value| decoded(value).ok()).collect()
}

/// The names that a file can have to which the export of that name refers, the likeliest first.
/// mirthsync writes slashes of a name as `%2F` and `%5C`. None of them leads out of the folder
/// that belongs to the export.
pub fn candidates(export: &str, reference: &str) -> Vec<String> {
    let (folder, file) = export.rsplit_once('/').map_or(("", export), |(dir, file)| (dir, file));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let base = if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") };
    let encoded = reference.replace('/', "%2F").replace('\\', "%5C");
    let mut names = Vec::new();
    for name in [encoded.as_str(), reference] {
        let part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        let drive = name.chars().nth(1) == Some(':');
        let inside = !stem.is_empty() && !drive && name.split('/').all(part);
        let full = format!("{base}/{name}");
        if inside && !names.contains(&full) {
            names.push(full);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_in_the_text_of_an_export() {
        let text = "<a msync-fileref=\"x.js\"/><b msync-fileref = 'A &amp; B&#x2f;.js' />\
                    msync-fileref <c msync-fileref=x.js msync-fileref=\"open";
        assert_eq!(references(text), ["x.js", "A & B/.js"]);
        assert!(references("").is_empty());
    }

    #[test]
    fn names_stay_in_the_folder_of_the_export() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("a/b.c.xml", "x.js", &["a/b.c/x.js"]),
            ("b.xml", "x y.js", &["b/x y.js"]),
            ("z.zip/b.xml", "x/y.js", &["z.zip/b/x%2Fy.js", "z.zip/b/x/y.js"]),
            ("b.xml", "x\\y.js", &["b/x%5Cy.js"]),
            ("b.xml", "../y.js", &["b/..%2Fy.js"]),
            ("b.xml", "/etc/passwd", &["b/%2Fetc%2Fpasswd"]),
            ("b.xml", "..", &[]),
            ("b.xml", "", &[]),
            ("b.xml", "C:x.js", &[]),
            ("b.xml", "Map: x.js", &["b/Map: x.js"]),
            (".xml", "x.js", &[]),
        ];
        for (export, reference, expected) in cases {
            assert_eq!(candidates(export, reference), *expected, "{export} {reference}");
        }
    }
}
