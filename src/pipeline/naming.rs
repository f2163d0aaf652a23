//! What connections are called on the new platform: a slug for files and routes, a class name for
//! the mapping. Names say what the legacy engine says; where two collide, each gets its id.

use std::collections::BTreeMap;

use super::sha256_hex;
use crate::back::Naming;

/// Most characters of a slug, without what tells it from others.
const MOST: usize = 60;

/// Simple names that mean something else in a Groovy class: the default imports (`java.lang`,
/// `java.util`, `java.io`, `java.net`, `groovy.lang`, `groovy.util`, `java.math`) that a name
/// made of words can hit.
const TAKEN: &str = "\
    Carried DestinationSet Legacy LegacyError LegacyMap Mapping Node Nodes NumberFunctions \
    TextFunctions Tree CompileStatic Override \
    Base64 Binding Boolean Byte Calendar Character Class Closure Collection Collections \
    Comparable Comparator Compiler Console Currency Date Deque Deprecated Dictionary Double \
    Enum Enumeration Error Eval Exception Expando File Float Formatter Integer Iterable \
    Iterator List Locale Long Map Math Module Node Number Object Objects Observable Observer \
    Optional Override Package Process Properties Proxy Queue Random Range Reader Record \
    Runnable Runtime Scanner Script Sequence Serializable Set Short Singleton Socket Stack \
    String System Thread Throwable Timer Tuple Url Uri Uuid Vector Void Writable Writer \
    ArrayList BigDecimal BigInteger BitSet HashMap HashSet InputStream LinkedList \
    OutputStream ProcessBuilder StringBuffer StringBuilder StringJoiner TimerTask TimeZone \
    TreeMap TreeSet EventListener EventObject ThreadLocal ThreadGroup ClassLoader \
    StackTraceElement FileReader FileWriter PrintStream PrintWriter ServerSocket HttpCookie \
    NodeList NodeBuilder XmlParser ConfigObject ConfigSlurper ObjectGraphBuilder \
    BufferedReader";

/// What a connection is named after.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Name in the legacy engine.
    pub name: &'a str,
    /// Id in the legacy engine.
    pub id: &'a str,
    /// Name of its file.
    pub file: &'a str,
    /// First byte of it in that file.
    pub position: u32,
}

/// The names of all connections of a run, in their order.
pub fn namings(named: &[Named<'_>]) -> Vec<Naming> {
    let slugs = apart(named.len(), |index, level| {
        let slug = slug(named[index].name);
        mark(&named[index], level).map_or(slug.clone(), |mark| format!("{slug}-{mark}"))
    });
    // `a-b` and `ab` differ as slugs, but `AB` and `Ab` are one file on some systems.
    let classes = apart(named.len(), |index, level| {
        let class = class(&slugs[index]);
        mark(&named[index], level).map_or(class.clone(), |mark| class + &mark)
    });
    slugs.into_iter().zip(classes).map(|(slug, class)| Naming { slug, class }).collect()
}

/// The names at the lowest levels at which no two are the same, in any case of letters. All
/// members of a group that collides go up together.
fn apart(count: usize, name: impl Fn(usize, usize) -> String) -> Vec<String> {
    let mut levels = vec![0; count];
    loop {
        let names: Vec<_> = (0..count).map(|index| name(index, levels[index])).collect();
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            groups.entry(name.to_ascii_lowercase()).or_default().push(index);
        }
        let colliding: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
        let rising: Vec<_> = colliding.iter().flatten().filter(|at| levels[**at] < 3).collect();
        if rising.is_empty() {
            return names;
        }
        for index in rising {
            levels[*index] += 1;
        }
    }
}

/// What tells a connection from others of its name: nothing, its id, a digest of its place, all
/// of that digest.
fn mark(named: &Named<'_>, level: usize) -> Option<String> {
    let digest =
        || sha256_hex(format!("{}\n{}\n{}", named.file, named.id, named.position).as_bytes());
    match level {
        0 => None,
        1 => {
            let hex = named.id.chars().filter(char::is_ascii_hexdigit).take(8);
            let hex = hex.collect::<String>().to_ascii_lowercase();
            Some(if hex.len() == 8 { hex } else { digest()[..8].to_owned() })
        }
        2 => Some(digest()[..8].to_owned()),
        _ => Some(digest()),
    }
}

/// A name as lower-case ASCII letters, digits and single dashes.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_ascii_alphanumeric() => slug.push(letter),
            None if slug.is_empty() || slug.ends_with('-') => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(MOST);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "connection".to_owned() } else { slug.to_owned() }
}

/// A lower-case letter of Latin-1 in ASCII.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'þ' => "th",
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ç' => "c",
        'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ù' | 'ú' | 'û' => "u",
        'ý' | 'ÿ' => "y",
        _ => return None,
    })
}

/// The class name for a slug.
fn class(slug: &str) -> String {
    let mut class = String::new();
    for word in slug.split('-') {
        let mut letters = word.chars();
        class.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        class.push_str(letters.as_str());
    }
    if class.starts_with(|c: char| c.is_ascii_digit()) {
        class.insert(0, 'C');
    }
    if TAKEN.split(' ').any(|taken| taken.eq_ignore_ascii_case(&class)) {
        class.push_str("Mapping");
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_slug_and_a_class() {
        let long = "x".repeat(59) + " yz";
        let cases = [
            ("Riverbend ORU", "riverbend-oru", "RiverbendOru"),
            ("Müllerhof Aufträge", "muellerhof-auftraege", "MuellerhofAuftraege"),
            ("Fern & Alder ORM", "fern-alder-orm", "FernAlderOrm"),
            ("Straße/ÅÉÑ", "strasse-aen", "StrasseAen"),
            ("İzmir", "i-zmir", "IZmir"),
            ("2nd floor", "2nd-floor", "C2ndFloor"),
            ("  --  ", "connection", "Connection"),
            ("", "connection", "Connection"),
            ("検査", "connection", "Connection"),
            ("../../etc/passwd", "etc-passwd", "EtcPasswd"),
            ("file", "file", "FileMapping"),
            ("string builder", "string-builder", "StringBuilderMapping"),
            ("con\u{0}\r\nx", "con-x", "ConX"),
            (long.as_str(), &"x".repeat(59), &("X".to_owned() + &"x".repeat(58))),
        ];
        for (name, slug, class) in cases {
            let named = Named { name, id: "", file: "a.xml", position: 0 };
            let naming = namings(&[named]).remove(0);
            assert_eq!((naming.slug.as_str(), naming.class.as_str()), (slug, class), "{name:?}");
        }
    }

    #[test]
    fn names_that_collide_are_told_apart() {
        let names = |list: &[(&str, &str)]| {
            let named = (0..).zip(list).map(|(position, (name, id))| Named {
                name,
                id,
                file: "a.xml",
                position,
            });
            namings(&named.collect::<Vec<_>>())
        };
        let slugs = |list| names(list).into_iter().map(|n| n.slug).collect::<Vec<_>>();
        assert_eq!(
            slugs(&[("A b", "AAAAAAAA-1"), ("a-B", "bbbb-bbbb-1"), ("c", "cccccccc")]),
            ["a-b-aaaaaaaa", "a-b-bbbbbbbb", "c"]
        );
        // The same id twice, ids without enough digits, and a name that looks like a marked one.
        let hard = [
            ("a", "aaaaaaaa"),
            ("a", "aaaaaaaa"),
            ("a", "zz"),
            ("a", ""),
            ("a aaaaaaaa", "dddddddd"),
            ("A!", "eeeeeeee"),
        ];
        let namings = names(&hard);
        let distinct = |key: &dyn Fn(&Naming) -> String| {
            namings.iter().map(key).collect::<std::collections::BTreeSet<_>>().len()
        };
        assert_eq!(distinct(&|n| n.slug.clone()), hard.len());
        assert_eq!(distinct(&|n| n.class.to_lowercase()), hard.len());
        let classes: Vec<_> = names(&[("a b", "11111111"), ("ab", "22222222")])
            .into_iter()
            .map(|n| n.class)
            .collect();
        assert_eq!(classes, ["AB11111111", "Ab22222222"]);
    }
}
