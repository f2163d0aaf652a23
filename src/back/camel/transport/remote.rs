//! Folders of other servers: the component of each protocol.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
};
use crate::{
    ir::route::{Protocol, Remote, S3, Sftp},
    plan,
};

/// The endpoint of a folder; `None` for a protocol without a component.
pub(super) fn endpoint(server: &Remote, context: &Context<'_>, at: &str) -> Option<Endpoint> {
    let key = |key: &str| context.placeholder(at, key);
    let place = || format!("{}:{}/{}", key("host"), key("port"), key("folder"));
    Some(match &server.protocol {
        Protocol::Ftp { passive, .. } => {
            let to = login(Endpoint::new("ftp", place()), server, context, at);
            timed(to.with("passiveMode", *passive).with("binary", true), key("timeout"))
                .with("timeout", key("timeout"))
        }
        Protocol::Sftp(sftp) => {
            of_sftp((sftp, server), Endpoint::new("sftp", place()), context, at)
        }
        Protocol::Smb { .. } => {
            let to = login(Endpoint::new("smb", place()), server, context, at);
            match plan::share_account(&server.user).0 {
                Some(_) => to.with("domain", raw(&key("domain"))),
                None => to,
            }
        }
        Protocol::S3(s3) => of_s3(s3, server, context, at),
        Protocol::WebDav { .. } | Protocol::Other(_) => return None,
    })
}

fn raw(text: &str) -> String {
    format!("RAW({text})")
}

fn timed(endpoint: Endpoint, timeout: String) -> Endpoint {
    endpoint.with("connectTimeout", timeout.clone()).with("soTimeout", timeout)
}

/// The account and its password, where there is one.
fn login(endpoint: Endpoint, server: &Remote, context: &Context<'_>, at: &str) -> Endpoint {
    let to = endpoint.with("username", raw(&context.placeholder(at, "user")));
    match server.password.and_then(|span| context.secret(at, span)) {
        Some(password) => to.with("password", raw(&password)),
        None => to,
    }
}

fn of_sftp(
    (sftp, server): (&Sftp, &Remote),
    endpoint: Endpoint,
    context: &Context<'_>,
    at: &str,
) -> Endpoint {
    let key = |key: &str| context.placeholder(at, key);
    let mut to = if sftp.password {
        login(endpoint, server, context, at)
    } else {
        endpoint.with("username", raw(&key("user")))
    };
    if sftp.key_file.is_some() {
        to = to.with("privateKeyFile", key("key"));
        if let Some(passphrase) = sftp.passphrase.and_then(|span| context.secret(at, span)) {
            to = to.with("privateKeyPassphrase", raw(&passphrase));
        }
    }
    let check = if sftp.host_key == "yes" { "yes" } else { "no" };
    to = timed(to, key("timeout")).with("strictHostKeyChecking", check);
    // The file of the user that runs the platform says nothing about the legacy server.
    to = to.with("useUserKnownHostsFile", false);
    if sftp.known_hosts.is_empty() { to } else { to.with("knownHostsFile", key("known.hosts")) }
}

fn of_s3(s3: &S3, server: &Remote, context: &Context<'_>, at: &str) -> Endpoint {
    let key = |key: &str| context.placeholder(at, key);
    let to = Endpoint::new("aws2-s3", format!("//{}", key("bucket"))).with("region", key("region"));
    let secret = server.password.and_then(|span| context.secret(at, span));
    if s3.default_credentials && server.user.is_empty() && secret.is_none() {
        return to.with("useDefaultCredentialsProvider", true);
    }
    let to = to.with("accessKey", raw(&key("user")));
    match secret {
        Some(secret) => to.with("secretKey", raw(&secret)),
        None => to,
    }
}

/// What the destination bean has to know of a remote folder.
pub(super) fn stage(out: &mut Properties, server: &Remote, context: &Context<'_>, at: &str) {
    let Protocol::S3(s3) = &server.protocol else { return };
    put(out, "s3", true);
    put_text(out, "s3Folder", &server.folder);
    super::put_entries(out, context, at, "s3Metadata", &s3.metadata);
}
