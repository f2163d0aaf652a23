//! Names that are near one that does not exist.

/// Those of the names that are nearest to a wanted one, nearest first; as many as asked for. Each
/// candidate has the texts that it may be called by, and how it is told.
pub fn nearest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = (Vec<&'a str>, String)>,
    most: usize,
) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut near: Vec<(usize, String)> = candidates
        .into_iter()
        .map(|(names, told)| {
            let by_name = names.iter().map(|name| distance(&wanted, &name.to_lowercase()));
            (by_name.min().unwrap_or(usize::MAX), told)
        })
        .collect();
    near.sort();
    near.truncate(most);
    near.into_iter().map(|(_, told)| told).collect()
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
    fn the_nearest_come_first() {
        let all = || ["Willow ORU", "Willow OML", "Harbor"].map(|n| (vec![n], n.to_owned()));
        assert_eq!(nearest("willow oru", all(), 2), ["Willow ORU", "Willow OML"]);
        assert_eq!(nearest("harbour", all(), 1), ["Harbor"]);
        assert_eq!([distance("", "abc"), distance("kitten", "sitting")], [3, 3]);
    }
}
