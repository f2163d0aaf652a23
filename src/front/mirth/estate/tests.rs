//! Which file says what about which channel.

use super::Estate;
use crate::{
    front::mirth::{
        model::{Channel, Export},
        read,
    },
    span::{FileId, Files},
    suite::export::{Parts, channel},
    xml::{Limits, parse},
};

/// The files of a run, read.
struct Run {
    estate: Estate,
    exports: Vec<(FileId, Export)>,
}

fn run(texts: &[String]) -> Run {
    let mut files = Files::default();
    let mut run = Run { estate: Estate::default(), exports: Vec::new() };
    for text in texts {
        let file = files.add("a.xml", text.as_str());
        let export = read::read(&parse(file, text, &Limits::default()).expect("a sample"));
        run.estate.add(file, &export);
        run.exports.push((file, export));
    }
    run
}

impl Run {
    fn scripts(&self, file: usize) -> Vec<&str> {
        let scripts = self.estate.global_scripts(self.exports[file].0);
        scripts.into_iter().map(|script| script.text.as_str()).collect()
    }

    fn channel(&self, file: usize) -> &Channel {
        &self.exports[file].1.channels[0]
    }

    fn messages(&self) -> Vec<String> {
        self.estate.findings().into_iter().map(|finding| finding.message).collect()
    }
}

fn one(id: &str) -> String {
    channel(&Parts { id, ..Parts::default() })
}

fn scripts(body: &str) -> String {
    format!("<entry><string>Deploy</string><string>{body}</string></entry>")
}

fn alone(body: &str) -> String {
    format!("<map>{}</map>", scripts(body))
}

fn backup(id: &str, around: &str) -> String {
    format!("<serverConfiguration><channels>{}</channels>{around}</serverConfiguration>", one(id))
}

fn backup_with(id: &str, body: &str) -> String {
    backup(id, &format!("<globalScripts>{}</globalScripts>", scripts(body)))
}

/// Files, the scripts that run for the channels of each, and whether exports disagree.
type Case = (Vec<String>, Vec<Vec<&'static str>>, bool);

#[test]
fn a_backup_runs_its_own_scripts_and_a_channel_alone_those_of_the_run() {
    let differ = "the global deploy script is not the same in all exports".to_owned();
    let cases: [Case; 8] = [
        (vec![one("a")], vec![vec![]], false),
        (vec![one("a"), alone("x();")], vec![vec!["x();"]], false),
        (vec![one("a"), alone("return;")], vec![vec![]], false),
        (vec![backup_with("a", "x();"), alone("x();")], vec![vec!["x();"]], false),
        (vec![backup_with("a", "x();"), alone("y();")], vec![vec!["x();", "y();"]], true),
        (vec![backup_with("a", "x();"), alone("return;")], vec![vec!["x();"]], true),
        (
            vec![backup_with("a", "x();"), backup_with("b", "y();")],
            vec![vec!["x();"], vec!["y();"]],
            false,
        ),
        (
            vec![backup_with("a", "x();"), backup_with("b", "y();"), one("c")],
            vec![vec!["x();"], vec!["y();"], vec!["x();", "y();"]],
            true,
        ),
    ];
    for (texts, expected, disagree) in cases {
        let run = run(&texts);
        for (file, expected) in expected.iter().enumerate() {
            assert_eq!(run.scripts(file), *expected, "{texts:?} {file}");
        }
        let expected = if disagree { vec![differ.clone()] } else { Vec::new() };
        assert_eq!(run.messages(), expected, "{texts:?}");
    }
}

fn metadata(id: &str, enabled: bool) -> String {
    const CLASS: &str = "com.mirth.connect.model.ChannelMetadata";
    format!(
        "<map><entry><string>{id}</string><{CLASS}><enabled>{enabled}</enabled></{CLASS}></entry></map>"
    )
}

#[test]
fn a_channel_that_does_not_say_is_deployed_unless_all_others_say_no() {
    let cases = [
        (vec![], true),
        (vec![metadata("a", false)], false),
        (vec![metadata("a", true)], true),
        (vec![metadata("b", false)], true),
        (vec![metadata("a", false), metadata("a", true)], true),
        (vec![metadata("a", false), metadata("a", false)], false),
    ];
    for (others, expected) in cases {
        let texts = [vec![one("a")], others].concat();
        let run = run(&texts);
        assert_eq!(run.estate.enabled(run.channel(0)), expected, "{texts:?}");
    }
    let said = one("a").replace(
        "</channel>",
        "<exportData><metadata><enabled>true</enabled></metadata></exportData></channel>",
    );
    let run = run(&[said, metadata("a", false)]);
    assert!(run.estate.enabled(run.channel(0)), "its own word counts");
}

#[test]
fn tags_and_dependencies_of_the_server_count_more_than_copies_of_them() {
    let tag = |name: &str| {
        format!(
            "<channelTag><id>{name}</id><name>{name}</name><channelIds><string>a</string>\
             </channelIds></channelTag>"
        )
    };
    let needs = |id: &str| {
        format!(
            "<channelDependency><dependentId>a</dependentId><dependencyId>{id}</dependencyId>\
             </channelDependency>"
        )
    };
    let copy = format!(
        "<exportData><channelTags>{}</channelTags><dependencyIds><string>old</string>\
         </dependencyIds></exportData></channel>",
        tag("stale")
    );
    let with_copy = one("a").replace("</channel>", &copy);
    let alone = run(std::slice::from_ref(&with_copy));
    let membership = alone.estate.membership(alone.channel(0));
    assert_eq!(
        (membership.tags, membership.depends_on),
        (vec!["stale".into()], vec!["old".into()])
    );
    let group = "<list><channelGroup version='4.6.0'><name>G</name><channels>\
                 <channel version='4.6.0'><id>a</id></channel></channels></channelGroup></list>";
    let server = format!("<set>{}{}{}</set>", tag("new"), tag("newer"), needs("b"));
    let run = run(&[with_copy, server, group.to_owned()]);
    let membership = run.estate.membership(run.channel(0));
    assert_eq!(membership.tags, ["new", "newer"]);
    assert_eq!(membership.depends_on, ["b"]);
    assert_eq!(membership.groups, ["G"]);
}
