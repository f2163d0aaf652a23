//! Paths of entries: names in reports, and never more than that.

/// The path of an entry with forward slashes, without empty parts and `.`.
///
/// # Errors
/// How it leads out of the archive.
pub(in super::super) fn plain(path: &str) -> Result<String, &'static str> {
    if path.starts_with('/') {
        return Err("is absolute");
    }
    if path.contains('\\') {
        return Err("has backslashes");
    }
    let mut drive = path.chars();
    if drive.next().is_some_and(|c| c.is_ascii_alphabetic()) && drive.next() == Some(':') {
        return Err("names a drive");
    }
    let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err("goes up with `..`");
    }
    if path.contains('\0') || parts.is_empty() {
        return Err("is no path");
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_or_is_refused() {
        let cases = [
            ("a.xml", Ok("a.xml")),
            ("./a//b/./c.xml", Ok("a/b/c.xml")),
            ("a..b/...xml", Ok("a..b/...xml")),
            ("a/C:.xml", Ok("a/C:.xml")),
            ("../a.xml", Err("goes up with `..`")),
            ("a/../b.xml", Err("goes up with `..`")),
            ("a/..", Err("goes up with `..`")),
            ("/etc/passwd", Err("is absolute")),
            ("\\\\host\\a", Err("has backslashes")),
            ("a\\b.xml", Err("has backslashes")),
            ("C:/a.xml", Err("names a drive")),
            ("c:a.xml", Err("names a drive")),
            ("a\0.xml", Err("is no path")),
            ("", Err("is no path")),
            ("./", Err("is no path")),
        ];
        for (path, expected) in cases {
            assert_eq!(plain(path), expected.map(str::to_owned), "{path:?}");
        }
    }
}
