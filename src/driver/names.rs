//! The names under which inputs are reported: never absolute, with forward slashes, the same for
//! any order of the given paths, and no two files have the same. A name tells more than a place:
//! scripts beside an export are found by it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path, PathBuf},
};

use super::files;

/// The given paths that lie in no other one, with the names that they go by.
pub(super) struct Names {
    here: PathBuf,
    /// By path, how many of its last parts are its name; `None` in the current folder, where it
    /// goes by its path from there.
    tops: BTreeMap<PathBuf, Option<usize>>,
}

impl Names {
    /// Names for what lies below some absolute paths. A path outside of the current folder goes
    /// by its last part and, where another one would go by that too, by the folders around it.
    pub(super) fn new(here: &Path, paths: &[PathBuf]) -> Self {
        let mut outer: Vec<&PathBuf> = paths.iter().collect();
        outer.sort_unstable();
        // A folder comes before what lies in it.
        outer.dedup_by(|later, earlier| later.starts_with(earlier));
        let parts = |path: &PathBuf| (!path.starts_with(here)).then_some(1);
        let tops = outer.into_iter().map(|path| (path.clone(), parts(path))).collect();
        let mut names = Self { here: here.to_owned(), tops };
        while names.grow() {}
        names
    }

    /// The name of a file below one of the paths.
    pub(super) fn of(&self, path: &Path) -> String {
        if let Ok(inside) = path.strip_prefix(&self.here)
            && inside != Path::new("")
        {
            return spelled(inside);
        }
        let top = path.ancestors().find_map(|top| Some((top, (*self.tops.get(top)?)?)));
        let Some((top, parts)) = top else { return spelled(path) };
        spelled(&last(top, parts).join(path.strip_prefix(top).unwrap_or(path)))
    }

    /// Makes names that clash longer by the folder around them; whether one could be.
    fn grow(&mut self) -> bool {
        let clashes = self.clashes();
        let mut grown = false;
        for (path, parts) in &mut self.tops {
            if let Some(parts) = parts
                && clashes.contains(path)
                && *parts < normal_parts(path).count()
            {
                *parts += 1;
                grown = true;
            }
        }
        grown
    }

    /// Paths of which a file could have the name of one below another path.
    fn clashes(&self) -> BTreeSet<PathBuf> {
        let mut labels: BTreeMap<PathBuf, Vec<&PathBuf>> = BTreeMap::new();
        for (path, parts) in &self.tops {
            if let Some(parts) = parts {
                labels.entry(last(path, *parts)).or_default().push(path);
            }
        }
        let mut clashes = BTreeSet::new();
        for (label, paths) in &labels {
            let around = label.ancestors().skip(1).filter_map(|around| labels.get(around));
            let around: Vec<_> = around.flatten().collect();
            if paths.len() > 1 || !around.is_empty() || self.is_here(label) {
                clashes.extend(paths.iter().chain(around).map(|path| (*path).clone()));
            }
        }
        clashes
    }

    /// Whether what goes by this name could be in the current folder, below one of the paths.
    fn is_here(&self, label: &Path) -> bool {
        let same = self.here.join(label);
        let is_inside = |path: &Path| self.tops.get(path).is_some_and(Option::is_none);
        let holds = || {
            let next = self.tops.range(same.clone()..).next();
            next.is_some_and(|(path, parts)| parts.is_none() && path.starts_with(&same))
        };
        (same.ancestors().any(is_inside) || holds()) && files::exists(&same)
    }
}

/// The last parts of a path.
fn last(path: &Path, parts: usize) -> PathBuf {
    let all: Vec<_> = normal_parts(path).collect();
    all[all.len().saturating_sub(parts)..].iter().collect()
}

fn normal_parts(path: &Path) -> impl Iterator<Item = &std::ffi::OsStr> {
    path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part),
        _ => None,
    })
}

fn spelled(path: &Path) -> String {
    let parts = normal_parts(path).map(|part| part.to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The given paths; then files and their names.
    type Case = (&'static [&'static str], &'static [(&'static str, &'static str)]);

    #[test]
    fn no_two_files_go_by_one_name() {
        let cases: &[Case] = &[
            (&["/here/in"], &[("/here/in/a.xml", "in/a.xml")]),
            (&["/here"], &[("/here/in/a.xml", "in/a.xml")]),
            (&["/one/in"], &[("/one/in/a.xml", "in/a.xml")]),
            (&["/one/in/a.xml"], &[("/one/in/a.xml", "a.xml")]),
            (
                &["/one/in", "/two/in"],
                &[("/one/in/a.xml", "one/in/a.xml"), ("/two/in/a.xml", "two/in/a.xml")],
            ),
            (
                &["/x/one/in", "/y/one/in", "/z/out"],
                &[
                    ("/x/one/in/a", "x/one/in/a"),
                    ("/y/one/in/a", "y/one/in/a"),
                    ("/z/out/a", "out/a"),
                ],
            ),
            (&["/one/a.xml", "/two/a.xml"], &[("/two/a.xml", "two/a.xml")]),
            // One in the other, whichever was given first.
            (&["/one/in", "/one/in/b"], &[("/one/in/b/a.xml", "in/b/a.xml")]),
            (&["/in", "/one/in"], &[("/in/a", "in/a"), ("/one/in/a", "one/in/a")]),
            (&["/"], &[("/a.xml", "a.xml")]),
        ];
        for (given, expected) in cases {
            let mut paths: Vec<PathBuf> = given.iter().map(PathBuf::from).collect();
            for _ in 0..2 {
                let names = Names::new(Path::new("/here"), &paths);
                for (path, name) in *expected {
                    assert_eq!(names.of(Path::new(path)), *name, "{given:?}");
                }
                paths.reverse();
            }
        }
    }
}
