//! Transports and the peers behind them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{facts::endpoint::Endpoint, pipeline::Compiled};

/// Transports that connect channels of the same engine: their other side is a connection, which
/// is told among the dependencies.
const INTERNAL: &[&str] = &["Channel Reader", "Channel Writer"];

/// Transports and peers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Peers {
    /// By direction and name.
    pub transports: Vec<TransportRow>,
    /// By direction, transport and address. One that several connections use has to move for
    /// all of them at the same time.
    pub peers: Vec<PeerRow>,
}

/// One transport.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TransportRow {
    /// `in` or `out`.
    pub direction: &'static str,
    /// The legacy engine's name.
    pub transport: String,
    /// Connectors that are switched on.
    pub enabled: u64,
    /// Connectors that are switched off.
    pub disabled: u64,
    /// In how many connections.
    pub connections: u64,
}

/// One peer, or one address on which the legacy engine listens. No secret is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeerRow {
    /// `in` or `out`.
    pub direction: &'static str,
    /// The legacy engine's name of the transport.
    pub transport: String,
    /// Host, address or folder, as the export writes it; empty where there is none.
    pub host: String,
    /// Port; empty where there is none.
    pub port: String,
    /// Path, file name or queue; empty where there is none.
    pub path: String,
    /// Slugs of the connections that use it, those where it is switched off too.
    pub connections: Vec<String>,
}

/// The transports and peers of all connections.
pub(super) fn peers(connections: &[Compiled]) -> Peers {
    let mut transports: BTreeMap<(&'static str, &str), (u64, u64, BTreeSet<&str>)> =
        BTreeMap::new();
    let mut peers: BTreeMap<[&str; 5], (&'static str, BTreeSet<&str>)> = BTreeMap::new();
    for connection in connections {
        let slug = connection.naming.slug.as_str();
        for end in &connection.facts.endpoints {
            let row = transports.entry((end.direction, &end.transport)).or_default();
            *(if end.enabled { &mut row.0 } else { &mut row.1 }) += 1;
            row.2.insert(slug);
            let [host, port, path] = address(end);
            let known = !(host.is_empty() && port.is_empty() && path.is_empty());
            if known && !INTERNAL.contains(&end.transport.as_str()) {
                let key = [end.direction, &end.transport, host, port, path];
                peers.entry(key).or_insert((end.direction, BTreeSet::new())).1.insert(slug);
            }
        }
    }
    let transport = |((direction, transport), (enabled, disabled, slugs)): (
        (&'static str, &str),
        (u64, u64, BTreeSet<&str>),
    )| TransportRow {
        direction,
        transport: transport.to_owned(),
        enabled,
        disabled,
        connections: slugs.len() as u64,
    };
    let peer = |([_, transport, host, port, path], (direction, slugs)): (
        [&str; 5],
        (&'static str, BTreeSet<&str>),
    )| PeerRow {
        direction,
        transport: transport.to_owned(),
        host: host.to_owned(),
        port: port.to_owned(),
        path: path.to_owned(),
        connections: slugs.into_iter().map(str::to_owned).collect(),
    };
    Peers {
        transports: transports.into_iter().map(transport).collect(),
        peers: peers.into_iter().map(peer).collect(),
    }
}

fn address(end: &Endpoint) -> [&str; 3] {
    [&end.host, &end.port, &end.path].map(|part| part.as_deref().unwrap_or_default())
}
