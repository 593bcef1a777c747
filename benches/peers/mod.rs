//! The same work for others: as OpenAPI for generators, as plain structs for a person.

#![allow(dead_code, reason = "no bench needs all of it")]

pub mod openapi;
pub mod plain;
pub mod structs;
pub mod tools;
