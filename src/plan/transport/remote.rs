//! Folders of other servers: what their endpoints lack, and their settings.

use super::super::{Gap, Kind, Setting, option, setting::setting, unmapped, unrouted};
use super::file::fails_on_existing;
use crate::ir::{
    Connector,
    route::{AfterFile, FileReader, FileWriter, Protocol, Remote, S3, Sftp},
};

/// What a reader of a remote folder lacks.
pub(super) fn reader(connector: &Connector, reader: &FileReader, server: &Remote) -> Vec<Gap> {
    if matches!(server.protocol, Protocol::S3(_)) {
        let task = "The S3 component has no patterns of names, no ages and no order. Write the \
                    consumer by hand, or have the other side deliver in another way.";
        return vec![without_route(connector, server, &reader.pattern, task)];
    }
    let mut gaps = both(connector, server, &reader.pattern);
    if !reader.ignore_dot {
        let task = "The component never reads files whose names begin with a dot. Rename them, or \
                    set up the endpoint by hand.";
        gaps.push(unrouted(connector, "`ignoreDot` is off", task));
    }
    let moves = |action: &AfterFile| matches!(action, AfterFile::Move { directory, .. } if !directory.is_empty());
    let actions = [Some(&reader.after), reader.after_error.as_ref(), Some(&reader.after_failure)];
    if matches!(server.protocol, Protocol::Smb { .. }) && actions.into_iter().flatten().any(moves) {
        let task = "The legacy engine counts the target from the server, with the name of the \
                    share; the component counts it from the share. Set up the move by hand.";
        gaps.push(unrouted(connector, "`moveToDirectory` is on a share", task));
    }
    gaps
}

/// What a writer to a remote folder lacks.
pub(super) fn writer(connector: &Connector, writer: &FileWriter, server: &Remote) -> Vec<Gap> {
    let mut gaps = both(connector, server, &writer.name);
    if let Protocol::S3(s3) = &server.protocol {
        gaps.extend(super::mixed(connector, &s3.metadata));
        if fails_on_existing(writer) {
            let task = "The component replaces an object. Set up the endpoint by hand.";
            gaps.push(unrouted(connector, "`errorOnExists` is on", task));
        }
        if writer.temporary {
            let task = "An object of S3 appears when it is complete, so no temporary one is \
                        written. Check that nobody looks for it.";
            gaps.push(option(connector, "`temporary` is on", task));
        }
    }
    gaps
}

/// What both ends lack, by protocol.
fn both(connector: &Connector, server: &Remote, files: &str) -> Vec<Gap> {
    let mut gaps = match &server.protocol {
        Protocol::Ftp { commands, .. } if !commands.is_empty() => {
            let task = "The legacy engine sends commands after the login. Set up the endpoint by \
                        hand, or find out that the server does the same without them.";
            vec![unrouted(connector, "`initialCommands` is set", task)]
        }
        Protocol::Ftp { .. } => Vec::new(),
        Protocol::Sftp(sftp) => of_sftp(connector, sftp),
        Protocol::Smb { min, max } => of_smb(connector, min, max),
        Protocol::S3(s3) => of_s3(connector, server, s3),
        Protocol::WebDav { .. } | Protocol::Other(_) => {
            let task = "There is no component for it. Have the other side offer SFTP, or write \
                        the endpoint by hand.";
            vec![without_route(connector, server, files, task)]
        }
    };
    if matches!(server.protocol, Protocol::Ftp { .. } | Protocol::Sftp(_)) {
        let task = "The legacy engine counts the folder from the root of the server, the \
                    component from the folder of the login. Check that both are the same; the \
                    route creates no folder, so that a wrong one fails.";
        gaps.push(option(connector, "`host` names a folder of another server", task));
    }
    gaps
}

fn of_sftp(connector: &Connector, sftp: &Sftp) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if !sftp.library.is_empty() {
        let task = "These settings go to the SSH library. Set up the endpoint by hand with the \
                    same.";
        gaps.push(unrouted(connector, "`configurationSettings` is set", task));
    }
    match sftp.host_key.as_str() {
        "yes" => {}
        "no" | "ask" => {
            let task = "The key of the server is not checked, as nobody is there to be asked. Put \
                        the key into a file of known hosts and switch the check on.";
            gaps.push(option(connector, "`hostKeyChecking` is not `yes`", task));
        }
        _ => {
            let task = "Find out whether the key of the server is checked.";
            gaps.push(unrouted(connector, "`hostKeyChecking` is not known", task));
        }
    }
    gaps
}

fn of_smb(connector: &Connector, min: &str, max: &str) -> Vec<Gap> {
    if matches!((min, max), ("" | "SMB202", "" | "SMB311")) {
        return Vec::new();
    }
    let task = "The new platform speaks SMB 2.0.2 to 3.1.1, whatever this says. SMB 1 has no \
                equivalent; to forbid a dialect, set a configuration of the component.";
    let subject = "`smbMinVersion` or `smbMaxVersion` is not the default";
    let gap = if min == "SMB1" && max == "SMB1" { unrouted } else { option };
    vec![gap(connector, subject, task)]
}

fn of_s3(connector: &Connector, server: &Remote, s3: &S3) -> Vec<Gap> {
    let task = "The component cannot do this. Set up the endpoint by hand.";
    let mut gaps = Vec::new();
    if server.anonymous {
        gaps.push(unrouted(connector, "`anonymous` is on: S3 without credentials", task));
    }
    if s3.temporary_credentials && !server.anonymous {
        gaps.push(unrouted(connector, "`useTemporaryCredentials` is on", task));
    }
    gaps
}

/// A folder that has no route, with all that a person needs to set it up.
fn without_route(connector: &Connector, server: &Remote, files: &str, task: &str) -> Gap {
    let transport = format!("{} ({})", connector.transport, server.protocol.name());
    let secure = match server.protocol {
        Protocol::WebDav { secure: true } => ", over TLS",
        Protocol::WebDav { secure: false } => ", without TLS",
        _ => "",
    };
    let user = match server.user.as_str() {
        _ if server.anonymous => "anonymous".to_owned(),
        user => format!("account `{user}`"),
    };
    let port =
        if server.port.is_empty() { String::new() } else { format!(", port `{}`", server.port) };
    let facts = format!(
        "Host `{}`{port}, folder `{}`, files `{files}`, {user}{secure}, time-out {} ms.",
        server.host, server.folder, server.timeout_ms
    );
    unmapped(connector, &transport, &format!("{task} {facts}"))
}

/// The settings of a remote folder.
pub(super) fn settings(server: &Remote) -> Vec<Setting> {
    let port = |usual: &str| if server.port.is_empty() { usual } else { &server.port }.to_owned();
    let address = |usual: &str| {
        vec![
            setting("host", "host", &server.host, Kind::Host),
            setting("port", "host", &port(usual), Kind::Port),
            setting("folder", "host", &server.folder, Kind::RemoteFolder),
        ]
    };
    let mut settings = match &server.protocol {
        Protocol::Ftp { .. } => address("21"),
        Protocol::Sftp(sftp) => of_key(address("22"), sftp),
        Protocol::Smb { .. } => return of_share(address("445"), server),
        Protocol::S3(s3) => return of_bucket(server, s3),
        Protocol::WebDav { .. } | Protocol::Other(_) => return Vec::new(),
    };
    settings.push(setting("user", "username", &server.user, Kind::User));
    settings.push(setting("timeout", "timeout", &server.timeout_ms, Kind::Number));
    settings
}

fn of_key(mut settings: Vec<Setting>, sftp: &Sftp) -> Vec<Setting> {
    if let Some(key) = &sftp.key_file {
        settings.push(setting("key", "keyFile", key, Kind::Folder));
    }
    if !sftp.known_hosts.is_empty() {
        settings.push(setting("known.hosts", "knownHostsFile", &sftp.known_hosts, Kind::Folder));
    }
    settings
}

/// The account of a share, with its domain where it names one. The time-out belongs to the
/// configuration of the component.
fn of_share(mut settings: Vec<Setting>, server: &Remote) -> Vec<Setting> {
    let (domain, user) = share_account(&server.user);
    if let Some(domain) = domain {
        settings.push(setting("domain", "username", domain, Kind::User));
    }
    settings.push(setting("user", "username", user, Kind::User));
    settings
}

/// Domain and name of an account of a share, `DOMAIN\name`.
pub fn share_account(user: &str) -> (Option<&str>, &str) {
    match user.split_once('\\') {
        Some((domain, user)) => (Some(domain), user),
        None => (None, user),
    }
}

fn of_bucket(server: &Remote, s3: &S3) -> Vec<Setting> {
    let mut settings = vec![
        setting("bucket", "host", &server.host, Kind::Host),
        setting("region", "region", &s3.region, Kind::Host),
    ];
    if !server.anonymous && !server.user.is_empty() {
        settings.push(setting("user", "username", &server.user, Kind::User));
    }
    settings
}
