//! Tests of what stands around channels: maps, tags, dependencies, parts.

use super::{Export, PLAIN, check_sum, load, xml};
use crate::{
    front::mirth::model::{ObstacleKind, ScriptKind},
    ir::estate::{FragmentKind, PartKind},
};

fn entry(key: &str, value: &str) -> String {
    format!("<entry><string>{key}</string>{value}</entry>")
}

fn text(value: &str) -> String {
    format!("<string>{value}</string>")
}

fn property(value: &str) -> String {
    const CLASS: &str = "com.mirth.connect.util.ConfigurationProperty";
    format!("<{CLASS}><value>{value}</value><comment/></{CLASS}>")
}

fn metadata(fields: &str) -> String {
    const CLASS: &str = "com.mirth.connect.model.ChannelMetadata";
    format!("<{CLASS}>{fields}</{CLASS}>")
}

/// What a map was taken for.
fn taken(export: &Export) -> &'static str {
    let around = &export.surroundings;
    let of_texts = export.notes.iter().any(|note| note.kind == ObstacleKind::MapOfTexts);
    let unknown = export.parts.iter().any(|part| part.kind == PartKind::UnknownMap);
    match () {
        () if unknown => "unknown",
        () if of_texts => "texts",
        () if !around.global_scripts.is_empty() => "scripts",
        () if !around.configuration.is_empty() => "configuration",
        () if !around.metadata.is_empty() => "metadata",
        () => "nothing",
    }
}

#[test]
fn a_map_is_told_by_its_keys_and_values() {
    let uuid = "3f1c2a90-0000-4000-8000-000000000001";
    let scripts = entry("Deploy", &text("a();")) + &entry("Shutdown", &text("b();"));
    let cases = [
        ("map", String::new(), "nothing"),
        ("map", scripts.clone(), "scripts"),
        ("globalScripts", scripts.clone(), "scripts"),
        ("configurationMap", scripts, "configuration"),
        ("map", entry("Deploy", &text("a")) + &entry("x", &text("b")), "texts"),
        ("map", entry("x", &property("a")), "configuration"),
        ("map", entry("Deploy", &property("a")), "configuration"),
        ("configurationMap", entry("x", &text("a")), "configuration"),
        ("globalScripts", entry("x", &property("a")), "unknown"),
        ("map", entry("x", &property("a")) + &entry("y", &text("b")), "unknown"),
        ("map", entry(uuid, &text("Riverbend")), "unknown"),
        ("map", entry(uuid, &metadata("<enabled>true</enabled>")), "metadata"),
        ("map", entry("d1", "<response><status>SENT</status></response>"), "unknown"),
        ("map", "<entry><string>a</string></entry>".to_owned(), "unknown"),
        ("map", "<entry><int>1</int><string>a</string></entry>".to_owned(), "unknown"),
        ("map", entry("x", &property("a")) + "<other/>", "unknown"),
    ];
    for (name, entries, expected) in cases {
        let map = format!("<{name}>{entries}</{name}>");
        let whole = if name == "map" {
            map
        } else {
            format!("<serverConfiguration>{map}</serverConfiguration>")
        };
        let (_, export) = load(&whole);
        assert_eq!(taken(&export), expected, "{whole}");
        let known = !matches!(expected, "unknown");
        assert_eq!(export.unsupported.is_empty(), known, "{whole}");
        // What may be of a message is never shown.
        let hidden = matches!(expected, "unknown" | "texts");
        assert_eq!(!export.hidden.is_empty(), hidden, "{whole}");
        check_sum(&whole);
    }
}

#[test]
fn a_global_script_of_an_unknown_kind_and_one_kept_elsewhere_are_reported() {
    let elsewhere = "<string msync-fileref='Deploy.js'/>";
    let scripts = entry("Archive", &text("a();")) + &entry("Deploy", elsewhere);
    let whole = format!(
        "<serverConfiguration><globalScripts>{scripts}</globalScripts></serverConfiguration>"
    );
    let (_, export) = load(&whole);
    let unsupported: Vec<_> = export.unsupported.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(unsupported, ["globalScripts/entry"]);
    let notes: Vec<_> = export.notes.iter().map(|n| (n.kind, n.subject.as_str())).collect();
    assert_eq!(notes, [(ObstacleKind::ExternalText, "Deploy.js")]);
    check_sum(&whole);
}

#[test]
fn of_two_scripts_of_one_kind_the_later_counts() {
    let twice = entry("Deploy", &text("a();")) + &entry("Deploy", &text("b();"));
    let (_, export) = load(&format!("<map>{twice}</map>"));
    let scripts = &export.surroundings.global_scripts[0].scripts;
    let found: Vec<_> = scripts
        .iter()
        .map(|s| (s.kind, s.script.as_ref().map(|script| script.text.as_str())))
        .collect();
    assert_eq!(found, [(ScriptKind::Deploy, Some("b();"))]);
    assert_eq!((export.counts.carried, export.counts.disabled), (1, 1));
}

#[test]
fn tags_dependencies_groups_and_metadata_are_claimed_whole() {
    let colour = "<backgroundColor><red>1</red><green>2</green><blue>3</blue><alpha>4</alpha>\
                  </backgroundColor>";
    let tag = format!(
        "<channelTag><id>t</id><name>Lab</name><channelIds><string>i</string></channelIds>{colour}\
         </channelTag>"
    );
    let dependency = "<channelDependency><dependentId>i</dependentId><dependencyId>j</dependencyId>\
                      </channelDependency>";
    let off = metadata("<enabled>false</enabled><lastModified><time>1</time></lastModified>");
    let (_, export) = load(&format!("<set>{tag}{dependency}</set>"));
    let around = &export.surroundings;
    assert_eq!(
        (around.tags[0].name.as_str(), &around.tags[0].channels[..]),
        ("Lab", &["i".to_owned()][..])
    );
    assert_eq!(around.dependencies[0].dependency, "j");
    assert_eq!(export.unsupported, []);
    let (_, export) = load(&format!("<map>{}</map>", entry("i", &off)));
    assert_eq!(export.surroundings.metadata[0].enabled, Some(false));
    assert_eq!(export.unsupported, []);
    let odd = metadata("<enabled>maybe</enabled><colour/>");
    let (_, export) = load(&format!("<map>{}</map>", entry("i", &odd)));
    let notes: Vec<_> = export.notes.iter().map(|note| note.subject.as_str()).collect();
    assert_eq!(notes, ["enabled: maybe", "colour"]);
}

#[test]
fn lists_hold_anything_and_every_part_has_its_kind() {
    let list = format!(
        "<list>{}<alertModel><name>A</name></alertModel><map>{}</map><filter version='4.6.0'/>\
         <user><username>u</username></user><updateSettings/><x.YResourceProperties><name>R</name>\
         </x.YResourceProperties><properties><property name='p'>v</property></properties><strange/>\
         </list>",
        xml(&PLAIN),
        entry("k", &property("v")),
    );
    let (_, export) = load(&list);
    let parts: Vec<_> = export.parts.iter().map(|part| (part.kind, part.name.as_str())).collect();
    assert_eq!(export.channels.len(), 1);
    assert_eq!(export.fragments[0].kind, FragmentKind::Filter);
    assert_eq!(
        parts,
        [
            (PartKind::Alert, "A"),
            (PartKind::ConfigurationMap, ""),
            (PartKind::User, ""),
            (PartKind::UpdateSettings, ""),
            (PartKind::Resource, "R"),
            (PartKind::PluginSettings, ""),
            (PartKind::Other, ""),
        ]
    );
    check_sum(&list);
}

#[test]
fn fragments_of_every_kind_are_read() {
    let step = "com.mirth.connect.plugins.javascriptstep.JavaScriptStep";
    let rule = "com.mirth.connect.plugins.javascriptrule.JavaScriptRule";
    let cases = [
        (
            "<connector version='4.6.0'><mode>SOURCE</mode></connector>".to_owned(),
            FragmentKind::Source,
        ),
        (
            "<connector version='4.6.0'><mode>DESTINATION</mode></connector>".to_owned(),
            FragmentKind::Destination,
        ),
        ("<filter version='4.6.0'><elements/></filter>".to_owned(), FragmentKind::Filter),
        ("<transformer version='4.6.0'/>".to_owned(), FragmentKind::Transformer),
        ("<responseTransformer version='4.6.0'/>".to_owned(), FragmentKind::ResponseTransformer),
        (format!("<{step} version='4.6.0'><script>a();</script></{step}>"), FragmentKind::Step),
        (
            format!("<{rule} version='4.6.0'><script>return true;</script></{rule}>"),
            FragmentKind::Rule,
        ),
        ("<filter><rules/></filter>".to_owned(), FragmentKind::Filter),
    ];
    for (xml, kind) in cases {
        let (_, export) = load(&xml);
        assert_eq!(export.fragments.len(), 1, "{xml}");
        let fragment = &export.fragments[0];
        assert_eq!(fragment.kind, kind, "{xml}");
        assert_eq!(export.channels.len() + export.parts.len(), 0, "{xml}");
        let steps = fragment.channel.source.transformer.steps.len();
        let rules = fragment.channel.source.filter.rules.len();
        let expected =
            (usize::from(kind == FragmentKind::Step), usize::from(kind == FragmentKind::Rule));
        assert_eq!((steps, rules), expected, "{xml}");
        let old = fragment.channel.obstacles.iter().any(|o| o.kind == ObstacleKind::OldRelease);
        assert!(!old, "of before 3.0 as well: {xml}");
        check_sum(&xml);
    }
}
