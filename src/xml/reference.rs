//! Entity and character references: which character each stands for.

use super::error::XmlErrorKind;

/// The character that a reference stands for. `body` is what stands between `&` and `;`.
///
/// References to characters that XML 1.0 forbids (`&#xb;`, `&#1;`) are taken, because the legacy
/// engine writes and reads them (samples, shape fact 13).
///
/// # Errors
/// The kind and a message for an entity that is not predefined, NUL, surrogates, and numbers that
/// are none.
pub(super) fn resolve(body: &str) -> Result<char, (XmlErrorKind, String)> {
    let Some(number) = body.strip_prefix('#') else {
        return predefined(body).ok_or_else(|| {
            let message = format!("the entity `&{body};` is not defined");
            (XmlErrorKind::UnknownEntity, message)
        });
    };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let bad = || (XmlErrorKind::BadReference, format!("`&{body};` is not a character"));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(bad());
    }
    match u32::from_str_radix(digits, radix) {
        Ok(0) => Err((XmlErrorKind::NulCharacter, format!("`&{body};` is the NUL character"))),
        Ok(half @ 0xD800..=0xDFFF) => Err((
            XmlErrorKind::SurrogateReference,
            format!("`&{body};` is one half of a surrogate pair (U+{half:04X}), not a character"),
        )),
        Ok(code) => char::from_u32(code).ok_or_else(bad),
        Err(_) => Err(bad()),
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}
