//! Tables, CSV and JSON of the same rows.

use super::*;

fn row(name: &str) -> Row {
    Row {
        name: name.to_owned(),
        id: "1".to_owned(),
        slug: "x".to_owned(),
        place: "a.xml:1".to_owned(),
        release: "Mirth 3.8.0".to_owned(),
        enabled: true,
        initial_state: "STARTED".to_owned(),
        source: "TCP Listener".to_owned(),
        source_peer: "0.0.0.0:6661".to_owned(),
        destinations: 2,
        destination_transports: "TCP Sender, File Writer".to_owned(),
        data_types: "HL7V2".to_owned(),
        verdict: Verdict::Review,
        elements: 12,
        elements_open: 1,
        statements: 3,
        tasks: 4,
    }
}

#[test]
fn csv_reads_back_and_no_cell_is_a_formula() {
    let cases = [
        ("Plain", "Plain"),
        ("a,b \"c\"\nd", "a,b \"c\"\nd"),
        ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("a=1", "a=1"),
        ("", ""),
    ];
    for (name, expected) in cases {
        let text = csv(&[row(name)]).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), HEADS);
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(&record[0], expected, "{text}");
        assert_eq!(&record[12], "review");
    }
    assert_eq!(csv(&[]).unwrap().trim_end(), HEADS.join(","));
}

#[test]
fn a_table_is_aligned_and_no_line_is_long() {
    let long = "A very long name of a connection that nobody would ever read to its end";
    let wide = "\u{30c6}\u{30b9}\u{30c8}".repeat(12);
    let text = table(&[row("A"), row(long), row(&wide), row("line\nbreak")]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().all(|line| line.width() <= 120), "{text}");
    let column = |line: &str| {
        let at = line.find("review").or_else(|| line.find("VERDICT")).unwrap();
        line[..at].width()
    };
    assert!(lines.iter().all(|line| column(line) == column(lines[0])), "{text}");
    assert!(lines[2].contains(".."), "{text}");
}

#[test]
fn heads_are_the_fields_of_a_row() {
    let value = serde_json::to_value(row("A")).unwrap();
    let fields: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(fields, HEADS);
}
