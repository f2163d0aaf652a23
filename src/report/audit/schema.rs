//! The published form of `audit_summary.json`.

use super::Audit;

/// The JSON Schema of an audit: `schemas/audit_summary.schema.json`.
pub fn schema() -> serde_json::Value {
    let schema = schemars::schema_for!(Audit).to_value();
    let mut head = serde_json::Map::new();
    head.insert("$schema".to_owned(), schema["$schema"].clone());
    head.insert("title".to_owned(), format!("audit_summary.json, form {}", super::FORM).into());
    for (key, value) in schema.as_object().into_iter().flatten() {
        head.entry(key.clone()).or_insert_with(|| value.clone());
    }
    head.into()
}

/// The schema as text.
pub fn text() -> String {
    crate::report::pretty(&schema())
}
