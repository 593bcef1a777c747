//! The rows of the table of faults, in its order.

mod again;
mod answered;
mod clock;
mod connecting;
mod dropped;
mod lost;
mod memory;
mod odd;
mod redirected;
mod tokens;

use crate::case::Over;
use crate::matrix::Matrix;

pub use clock::child as watch_the_clock;
pub use memory::child as weigh_a_call;

/// Every cell.
pub fn all() -> Matrix {
    let mut matrix = Matrix::default();
    for over in Over::ALL {
        matrix.over = *over;
        connecting::add(&mut matrix);
        lost::add(&mut matrix);
        answered::add(&mut matrix);
        redirected::add(&mut matrix);
        odd::add(&mut matrix);
        memory::add(&mut matrix);
    }
    matrix.over = Over::default();
    tokens::add(&mut matrix);
    again::add(&mut matrix);
    dropped::add(&mut matrix);
    clock::add(&mut matrix);
    matrix.in_order_of_rows()
}
