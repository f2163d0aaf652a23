//! Gives the compiler a fingerprint of its own sources, so that its cache never answers for
//! another build.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "grammar"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files)?;
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files.iter().filter(|file| file.exists()) {
        let mut bytes = file.to_string_lossy().into_owned().into_bytes();
        File::open(file)?.read_to_end(&mut bytes)?;
        // FNV-1a: no secret, only a fingerprint.
        for byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=MAPWRIGHT_SOURCES={hash:016x}");
    Ok(())
}

/// All files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
