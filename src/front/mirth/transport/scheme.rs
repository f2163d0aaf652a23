//! Schemes of files: how a File Reader or File Writer reaches its folder (`FILE`, `FTP`, `SFTP`,
//! `SMB`, `S3`, `WEBDAV`), with the settings that each has of its own since 3.3.

use super::{
    entries::{entries, secret},
    settings::{self, Table, account, harmless, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::{model::ObstacleKind, read::context::Reading},
    ir::route::{FileScheme, OptionGap, Protocol, Remote, S3, Sftp},
    xml::Node,
};

/// Title of the tables, up to the name of the scheme.
pub(super) const SCHEMES: &str = "Schemes of files";

/// FTP.
pub(super) const FTP: Table = Table {
    title: "Schemes of files: FTP",
    class: "connectors.file.FTPSchemeProperties",
    becomes: "The `ftp` component.",
    settings: &[mapped("initialCommands", "nothing without commands; else a manual task")],
};

/// SFTP.
pub(super) const SFTP: Table = Table {
    title: "Schemes of files: SFTP",
    class: "connectors.file.SftpSchemeProperties",
    becomes: "The `sftp` component, which has the same SSH library as the legacy engine.",
    settings: &[
        mapped("passwordAuth", "`password`, or none"),
        mapped("keyAuth", "`privateKeyFile`, or none"),
        mapped("keyFile", "`privateKeyFile`, property `key`"),
        harmless("passPhrase", "a secret, listed as such; `privateKeyPassphrase`"),
        mapped("hostKeyChecking", "`strictHostKeyChecking`; `ask` and `no` are a manual task"),
        mapped("knownHostsFile", "`knownHostsFile`, property `known.hosts`"),
        mapped("configurationSettings", "nothing without settings; else a manual task"),
    ],
};

/// SMB.
pub(super) const SMB: Table = Table {
    title: "Schemes of files: SMB",
    class: "connectors.file.SmbSchemeProperties",
    becomes: "The `smb` component.",
    settings: &[
        mapped("smbMinVersion", "nothing for `SMB202`; else a manual task"),
        mapped("smbMaxVersion", "nothing for `SMB311`; else a manual task"),
    ],
};

/// S3.
pub(super) const S3_BUCKET: Table = Table {
    title: "Schemes of files: S3",
    class: "connectors.file.S3SchemeProperties",
    becomes: "The `aws2-s3` component for a writer; a reader is a manual task.",
    settings: &[
        mapped("useDefaultCredentialProviderChain", "`useDefaultCredentialsProvider`"),
        mapped("useTemporaryCredentials", "a manual task when on"),
        mapped("duration", "the manual task of `useTemporaryCredentials`"),
        mapped("region", "`region`, property `region`"),
        mapped("customHeaders", "`s3Metadata` of the destination bean"),
    ],
};

/// Reads the scheme of a File Reader or File Writer.
pub(super) fn scheme(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> FileScheme {
    let Some(child) = reading.required(node, "scheme") else { return FileScheme::Local };
    let group = own_settings(reading, node, gaps);
    let protocol = match child.string().as_str() {
        "FILE" => return FileScheme::Local,
        "FTP" => Protocol::Ftp {
            passive: reading.flag(node, "passive"),
            commands: group.map_or_else(Vec::new, |group| texts(group, "initialCommands")),
        },
        "SFTP" => Protocol::Sftp(sftp(reading, group)),
        "SMB" => Protocol::Smb {
            min: group.map_or_else(String::new, |group| reading.string(group, "smbMinVersion")),
            max: group.map_or_else(String::new, |group| reading.string(group, "smbMaxVersion")),
        },
        "S3" => Protocol::S3(s3(reading, group)),
        "WEBDAV" => Protocol::WebDav { secure: reading.flag(node, "secure") },
        other => {
            let subject = format!("scheme: {other}");
            reading.obstacle(ObstacleKind::BadValue, subject, child.span());
            Protocol::Other(other.to_owned())
        }
    };
    FileScheme::Remote(Box::new(remote(reading, node, protocol)))
}

/// The settings that only the scheme has, accounted for by the table of their class.
fn own_settings<'d>(
    reading: &mut Reading,
    node: Node<'d>,
    gaps: &mut Vec<OptionGap>,
) -> Option<Node<'d>> {
    let group = node.child("schemeProperties")?;
    let class = group.attribute("class").unwrap_or_default();
    let name = class.strip_prefix(super::PREFIX).unwrap_or_default();
    let Some(table) = [&FTP, &SFTP, &SMB, &S3_BUCKET].into_iter().find(|t| t.class == name) else {
        reading.obstacle(ObstacleKind::UnknownClass, class, group.start_tag());
        let task = "These settings belong to a scheme that nobody here knows. Find out what they \
                    do and set up the same.";
        gaps.push(settings::gap(group, "schemeProperties", class, task));
        return None;
    };
    account(reading, group, node, table, gaps);
    for name in ["configurationSettings", "customHeaders"] {
        if let Some(map) = group.child(name) {
            map.children().for_each(|entry| reading.claim(entry));
        }
    }
    Some(group)
}

/// Host, port and folder as the engine takes them out of `host`, and the account.
fn remote(reading: &mut Reading, node: Node<'_>, protocol: Protocol) -> Remote {
    let place = shown(reading, node, "host");
    let (host, port, folder) = parts(&place);
    Remote {
        protocol,
        host: host.to_owned(),
        port: port.to_owned(),
        folder: folder.to_owned(),
        user: shown(reading, node, "username"),
        password: secret(node, "password"),
        anonymous: is_on(node, "anonymous"),
        timeout_ms: reading.string(node, "timeout"),
    }
}

/// Host, port and folder of `host:port/folder`. The engine makes a URI of it, so that the first
/// slash ends the host; a text that begins with a scheme of its own is none that it could use.
fn parts(place: &str) -> (&str, &str, &str) {
    let (authority, folder) = place.split_once('/').unwrap_or((place, ""));
    match authority.rsplit_once(':') {
        // Braces of a template may hold a colon.
        Some((host, port)) if !port.contains('}') => (host, port, folder),
        _ => (authority, "", folder),
    }
}

fn sftp(reading: &mut Reading, group: Option<Node<'_>>) -> Sftp {
    // The defaults of a new object, which older files get by migration.
    let Some(group) = group else {
        return Sftp {
            password: true,
            key_file: None,
            passphrase: None,
            host_key: "ask".to_owned(),
            known_hosts: String::new(),
            library: Vec::new(),
        };
    };
    let by_key = reading.flag(group, "keyAuth");
    Sftp {
        password: reading.flag(group, "passwordAuth"),
        key_file: by_key.then(|| shown(reading, group, "keyFile")),
        passphrase: secret(group, "passPhrase"),
        host_key: reading.string(group, "hostKeyChecking"),
        known_hosts: reading.string(group, "knownHostsFile"),
        library: entries(group, "configurationSettings"),
    }
}

fn s3(reading: &mut Reading, group: Option<Node<'_>>) -> S3 {
    let flag = |reading: &mut Reading, name| group.is_some_and(|group| reading.flag(group, name));
    S3 {
        region: group.map_or_else(String::new, |group| reading.string(group, "region")),
        default_credentials: flag(reading, "useDefaultCredentialProviderChain"),
        temporary_credentials: flag(reading, "useTemporaryCredentials"),
        metadata: group.map_or_else(Vec::new, |group| entries(group, "customHeaders")),
    }
}

/// The texts of a list.
fn texts(node: Node<'_>, name: &str) -> Vec<String> {
    node.child(name).into_iter().flat_map(Node::children).map(Node::string).collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn host_port_and_folder_are_those_of_the_engine() {
        for (place, expected) in [
            ("sftp.example.invalid/inbound", ("sftp.example.invalid", "", "inbound")),
            ("h:2222/a/b/", ("h", "2222", "a/b/")),
            ("h", ("h", "", "")),
            ("h:21", ("h", "21", "")),
            ("", ("", "", "")),
            ("/x", ("", "", "x")),
            ("${a:b}/x", ("${a:b}", "", "x")),
            ("h:${port}/x", ("h:${port}", "", "x")),
        ] {
            assert_eq!(parts(place), expected, "{place}");
        }
    }
}
