//! scratch
use mapwright::{back::{self, BackEnd, Naming}, check, front::mirth::{lower::{self, Context}, read}, span::Files, xml, diag::render};
fn main() {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let mut files = Files::default();
        let id = files.add(path.clone(), text.clone());
        let doc = match xml::parse(id, &text, &xml::Limits::default()) { Ok(d) => d, Err(e) => { println!("{path}: {}", e.message); continue } };
        let export = read::read(&doc);
        let libs: Vec<_> = export.libraries.iter().collect();
        for ch in &export.channels {
            let low = lower::lower(ch, &Context { files: &files, sha256: "00", libraries: &libs });
            for f in &low.findings { println!("{}", render::line(f, &files)); }
            let name = low.connection.name.clone();
            match check::check(low.connection) {
                Ok(c) => for b in [&back::groovy::Groovy as &dyn BackEnd] { for f in b.write(&c, &Naming { slug: name.clone(), class: "X".into() }) { println!("=== {}\n{}", f.path, f.text); } },
                Err(fs) => for f in fs { println!("CHECK {}", render::line(&f, &files)); }
            }
        }
    }
}
