//! Databases: the sql component, with statements, rows and updates of the runtime; or a script.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    steps::{each_item, process},
    yaml::{Yaml, map},
};
use super::{Transport, polling, put_login, script};
use crate::ir::route::{Database, DatabaseReader, DatabaseWriter, Query, Update};

impl Transport for DatabaseReader {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        if self.select == Query::Script {
            return Some(script::polled(context, at));
        }
        let bean = |part: &str| format!("#{}", context.name(&format!("{at}-{part}")));
        // The statement bean says what is run; the text of the URI is a name only.
        let from = Endpoint::new("sql", "select")
            .with("dataSource", bean("database"))
            .with("prepareStatementStrategy", bean("select"))
            .with("rowMapperFactory", bean("rows"))
            .with("useIterator", !self.aggregate)
            .with("pollStrategy", bean("poll"));
        let from = counted(polling::scheduled(from, context, at), &self.select);
        let from = match (self.when, self.aggregate) {
            (Update::Never, _) => return Some(from),
            // After a batch that failed nothing may be marked as done.
            (Update::AfterMessage, _) | (Update::AfterPoll, true) => {
                from.with("onConsume", "update")
            }
            (Update::AfterPoll, false) => from.with("onConsumeBatchComplete", "update"),
        };
        Some(from.with("processingStrategy", bean("update")))
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        let schedule = script::schedule(context, at, &self.polling);
        if self.select == Query::Script {
            let mut beans = vec![schedule, self.script(context, at)];
            if self.when != Update::Never {
                beans.push(script_update(context, at));
            }
            return beans;
        }
        let bean = |part: &str, class: &str, properties: Properties| {
            named(context, &format!("{at}-{part}"), class, properties)
        };
        let retries = || ("retries".to_owned(), context.placeholder(at, "retries").into());
        let pause = ("interval".to_owned(), context.placeholder(at, "retry.pause").into());
        let mut beans = vec![
            schedule,
            database(context, at, &self.database, self.keep_open),
            bean("select", "SqlStatement", statement(context, &self.select)),
            bean("rows", "SqlRows", Vec::new()),
            bean("poll", "SqlPoll", vec![retries(), pause]),
        ];
        if self.when != Update::Never {
            let mut properties = statement(context, &self.update);
            let name = format!("#bean:{}", context.name(&format!("{at}-database")));
            put(&mut properties, "database", name);
            properties.push(retries());
            put(&mut properties, "perRow", self.when == Update::AfterMessage);
            beans.push(bean("update", "SqlUpdate", properties));
        }
        beans
    }

    fn receive(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put(out, "rows", true);
        put(out, "charset", context.placeholder(at, "charset"));
    }

    fn feed(&self, context: &Context<'_>, at: &str, mut taken: Vec<Yaml>) -> Vec<Yaml> {
        if self.select != Query::Script {
            return taken;
        }
        let update = process(context.name(&format!("{at}-update")));
        if self.when == Update::AfterMessage {
            taken.push(update.clone());
        }
        let mut steps = vec![process(script::name(context, at)), each_item(taken)];
        if self.when == Update::AfterPoll {
            steps.push(update);
        }
        steps
    }

    fn raises(&self) -> Option<&'static str> {
        Some("failure")
    }
}

impl DatabaseReader {
    /// The bean that runs the script which gives the rows.
    fn script(&self, context: &Context<'_>, at: &str) -> Yaml {
        let mut more = Vec::new();
        put(&mut more, "retries", context.placeholder(at, "retries"));
        put(&mut more, "interval", context.placeholder(at, "retry.pause"));
        put(&mut more, "aggregate", self.aggregate);
        script::script_bean(context, at, "ScriptSource", &[("script", "select")], more)
    }
}

impl Transport for DatabaseWriter {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        if self.query == Query::Script {
            return Some(Endpoint::new("bean", script::name(context, at)));
        }
        let bean = |part: &str| format!("#{}", context.name(&format!("{at}-{part}")));
        let to = Endpoint::new("sql", "statement")
            .with("dataSource", bean("database"))
            .with("prepareStatementStrategy", bean("statement"));
        Some(counted(to, &self.query))
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        if self.query == Query::Script {
            return vec![script::sender(context, at, "query", "QUEUED")];
        }
        let part = format!("{at}-statement");
        let mut properties = statement(context, &self.query);
        put(&mut properties, "destination", format!("#bean:{}", context.name(at)));
        let statement = named(context, &part, "SqlStatement", properties);
        vec![database(context, at, &self.database, true), statement]
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "answer", if self.query == Query::Script { "script" } else { "sql" });
    }
}

/// Says how many parameters there are, which not every driver can tell.
fn counted(endpoint: Endpoint, query: &Query) -> Endpoint {
    match i32::try_from(query.parameters()) {
        Ok(count) if count > 0 => endpoint.with("parametersCount", count),
        _ => endpoint,
    }
}

/// The bean that runs the script of an update, after each row or each poll.
fn script_update(context: &Context<'_>, at: &str) -> Yaml {
    let mut properties = Vec::new();
    put(&mut properties, "connection", format!("#bean:{}", context.slug));
    if let Some(file) = context.carried(at, "update") {
        put_text(&mut properties, "script", file);
    }
    named(context, &format!("{at}-update"), "ScriptUpdate", properties)
}

fn database(context: &Context<'_>, at: &str, database: &Database, keep_open: bool) -> Yaml {
    let mut properties = Vec::new();
    put(&mut properties, "driver", context.placeholder(at, "driver"));
    put(&mut properties, "url", context.placeholder(at, "url"));
    put_login(&mut properties, context, at, &database.login);
    put(&mut properties, "keepOpen", keep_open);
    named(context, &format!("{at}-database"), "DatabaseSource", properties)
}

fn statement(context: &Context<'_>, query: &Query) -> Properties {
    let mut properties = Vec::new();
    put(&mut properties, "connection", format!("#bean:{}", context.slug));
    if let Query::Statement(text) = query {
        put_text(&mut properties, "statement", text);
    }
    properties
}

fn named(context: &Context<'_>, part: &str, class: &str, properties: Properties) -> Yaml {
    map([
        ("name", context.name(part).into()),
        ("type", format!("mapwright.camel.{class}").into()),
        ("properties", Yaml::Map(properties)),
    ])
}
