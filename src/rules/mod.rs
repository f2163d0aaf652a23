//! The rules: one file each, with its code, its page and its fixtures.
//!
//! Codes are stable and never used again. Their ranges: 1xxx reading an export, 21xx the message
//! tree, 22xx filters, 23xx steps, 3xxx what is carried or unsupported, 4xxx the platform,
//! 5xxx contracts, 6xxx the parallel run, 9xxx errors of mapwright itself.

use crate::diag::Rule;

pub mod and_before_or;
pub mod bad_base64;
pub mod bad_reference;
pub mod bad_value;
pub mod blank_mapping;
pub mod carried_with_neighbour;
pub mod data_type;
pub mod delimiter_in_value;
pub mod document_type;
pub mod does_not_compile;
pub mod duplicate_connection;
pub mod element_not_migrated;
pub mod encrypted_export;
pub mod exception_swallowed;
pub mod expected_not_found;
pub mod expression_carried;
pub mod external_script;
pub mod field_read_without_component;
pub mod ill_formed_mapping;
pub mod index_may_be_missing;
pub mod lands_elsewhere;
pub mod length_of_map_entry;
pub mod length_of_node;
pub mod limit_exceeded;
pub mod malformed_xml;
pub mod missing_element;
pub mod missing_node_compared;
pub mod missing_sequence_number;
pub mod node_counts_as_true;
pub mod not_read_yet;
pub mod not_utf8;
pub mod number_in_map;
pub mod old_release;
pub mod option_without_equivalent;
pub mod part_not_migrated;
pub mod read_may_repeat;
pub mod regex_as_pattern;
pub mod rule_without_partner;
pub mod rules_without_operator;
pub mod script_carried;
pub mod secret_present;
pub mod stored_script_differs;
pub mod transport_unmapped;
pub mod undeclared_name;
pub mod unknown_class;
pub mod unknown_element;
pub mod unreadable_file;
pub mod xslt_step;

/// All rules in the order of their codes.
pub static ALL: &[&Rule] = &[
    &malformed_xml::RULE,
    &document_type::RULE,
    &limit_exceeded::RULE,
    &bad_reference::RULE,
    &unreadable_file::RULE,
    &not_utf8::RULE,
    &encrypted_export::RULE,
    &not_read_yet::RULE,
    &old_release::RULE,
    &missing_element::RULE,
    &unknown_element::RULE,
    &unknown_class::RULE,
    &bad_value::RULE,
    &missing_sequence_number::RULE,
    &bad_base64::RULE,
    &duplicate_connection::RULE,
    &part_not_migrated::RULE,
    &expected_not_found::RULE,
    &element_not_migrated::RULE,
    &missing_node_compared::RULE,
    &read_may_repeat::RULE,
    &field_read_without_component::RULE,
    &index_may_be_missing::RULE,
    &node_counts_as_true::RULE,
    &lands_elsewhere::RULE,
    &delimiter_in_value::RULE,
    &rule_without_partner::RULE,
    &rules_without_operator::RULE,
    &and_before_or::RULE,
    &length_of_node::RULE,
    &length_of_map_entry::RULE,
    &exception_swallowed::RULE,
    &number_in_map::RULE,
    &undeclared_name::RULE,
    &regex_as_pattern::RULE,
    &blank_mapping::RULE,
    &does_not_compile::RULE,
    &stored_script_differs::RULE,
    &script_carried::RULE,
    &expression_carried::RULE,
    &carried_with_neighbour::RULE,
    &external_script::RULE,
    &xslt_step::RULE,
    &data_type::RULE,
    &transport_unmapped::RULE,
    &option_without_equivalent::RULE,
    &secret_present::RULE,
    &ill_formed_mapping::RULE,
];

/// The rule of that code (`MW2101`) or name (`missing-node-compared`), in any case of letters.
pub fn find(code: &str) -> Option<&'static Rule> {
    let is = |rule: &&&Rule| {
        rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code)
    };
    ALL.iter().find(is).copied()
}
