//! What a crate with generated code calls at its root.

/// Compiles what a build script has generated with `douyin_codegen::configure().build()`, at the place of the call, which
/// must be a crate's root or a module of its own.
///
/// ```text
/// douyin_runtime::include_generated!();
/// ```
#[macro_export]
macro_rules! include_generated {
    () => {
        include!(concat!(env!("OUT_DIR"), "/douyin-codegen/lib.rs"));
    };
}

/// Refuses code that was generated for another runtime, before its other errors puzzle anybody.
///
/// The number stands for what generated code calls of the runtime; each change of that is a new number. There is an arm
/// for every number that this runtime can serve.
#[doc(hidden)]
#[macro_export]
macro_rules! generated_for {
    (1) => {};
    ($interface:literal) => {
        compile_error!(concat!(
            "this code was generated for interface ",
            $interface,
            " of douyin-runtime, and this version of douyin-runtime has interface 1: ",
            "use douyin-codegen and douyin-runtime of one version, and generate again"
        ));
    };
}
