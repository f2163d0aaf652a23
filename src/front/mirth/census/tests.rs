//! What is counted, and what scripts call.

use crate::{
    front::mirth::{census::census, read},
    ir::census::{Census, Group, Target},
    span::Files,
    suite::export::{self, Parts, mapper, script},
    xml::{self, Limits},
};

fn of(parts: &Parts<'_>, edit: impl Fn(String) -> String) -> Census {
    let mut files = Files::default();
    let text = edit(export::channel(parts));
    let id = files.add("a.xml", text.as_str());
    let document = xml::parse(id, files.get(id).text(), &Limits::default()).unwrap();
    census(&read::read(&document).channels[0])
}

/// The functions that are called.
fn called(census: &Census) -> Vec<&str> {
    census.uses.iter().filter(|one| one.called).map(|one| one.name.as_str()).collect()
}

fn rows(census: &Census, group: Group) -> Vec<(&str, bool, bool)> {
    let of = census.constructs.iter().filter(|one| one.group == group);
    of.map(|one| (one.name.as_str(), one.enabled, one.known)).collect()
}

#[test]
fn every_construct_occurs_the_switched_off_ones_too() {
    let steps = mapper(0, "a", "1") + &script(1, "b()").replace("<enabled>true", "<enabled>false");
    let census = of(&Parts { steps: &steps, ..Parts::default() }, |text| text);
    assert_eq!(rows(&census, Group::Step), [("Mapper", true, true), ("JavaScript", false, true)]);
    let transports = [("Channel Reader", true, true), ("File Writer", true, true)];
    assert_eq!(rows(&census, Group::Transport), transports);
    assert_eq!(rows(&census, Group::DataType).len(), 6, "source, destination and its response");
    assert!(census.uses.is_empty(), "what is switched off calls nothing");
}

#[test]
fn a_destination_that_is_off_takes_all_of_it_along() {
    let off = |text: String| {
        let at = text.rfind("<enabled>true").unwrap();
        text[..at].to_owned() + &text[at..].replacen("<enabled>true", "<enabled>false", 1)
    };
    let census = of(&Parts::default(), off);
    let transports = [("Channel Reader", true, true), ("File Writer", false, true)];
    assert_eq!(rows(&census, Group::Transport), transports);
}

#[test]
fn calls_are_those_that_the_scope_does_not_declare() {
    let cases = [
        ("padName(1); padName(2)", vec!["padName"]),
        ("function padName() {} padName(1)", vec![]),
        ("var f = padName; f(padName(1))", vec!["padName"]),
        ("msg.padName(1); new PadName(1)", vec![]),
        ("if (a(", vec![]),
        ("validate(Format(1))", vec!["Format", "validate"]),
    ];
    for (text, expected) in cases {
        let steps = script(0, text);
        let census = of(&Parts { steps: &steps, ..Parts::default() }, |text| text);
        let found = called(&census);
        assert_eq!(found, expected, "{text}");
    }
    // A function of one step is in scope for the next, and for the fields of a Mapper.
    let steps =
        script(0, "function own() {}") + &script(1, "own()") + &mapper(2, "a", "own() + far()");
    let census = of(&Parts { steps: &steps, ..Parts::default() }, |text| text);
    let found = called(&census);
    assert_eq!(found, ["far"]);
    assert!(census.uses.iter().all(|one| !one.engine));
}

#[test]
fn names_that_are_read_are_used_too() {
    let steps = script(0, "var a = SITES_BY_CODE[msg['MSH']['MSH.4'].toString()] || fallback");
    let census = of(&Parts { steps: &steps, ..Parts::default() }, |text| text);
    let found: Vec<_> = census.uses.iter().map(|one| (one.name.as_str(), one.called)).collect();
    assert_eq!(found, [("SITES_BY_CODE", false), ("fallback", false)]);
}

#[test]
fn the_router_names_its_targets() {
    let cases = [
        ("router.routeMessage('ADT &amp; co', msg)", Target::Name("ADT & co".to_owned())),
        ("router.routeMessageByChannelId('a-1', msg)", Target::Id("a-1".to_owned())),
        ("router.routeMessage(name, msg)", Target::Computed),
        ("new VMRouter().routeMessage()", Target::Computed),
    ];
    for (text, expected) in cases {
        let steps = script(0, text);
        let census = of(&Parts { steps: &steps, ..Parts::default() }, |text| text);
        let found: Vec<_> = census.sends.iter().map(|send| &send.target).collect();
        assert_eq!(found, [&expected], "{text}");
    }
}
