//! Values that stand in for one another: whether they can be written out.

use super::MessageError;
use super::node::{Node, Place};
use crate::xml::Limits;

/// What is known of an element and all it holds.
#[derive(Clone, Copy, Debug)]
enum Extent {
    Unknown,
    /// It is being looked at, so whoever comes back to it goes round in a circle.
    Open,
    Known {
        elements: usize,
        depth: usize,
    },
}

/// Refuses values that hold themselves, and such as exceed the limits with every reference replaced by
/// what it refers to.
pub(super) fn check(
    nodes: &[Node<'_>],
    roots: &[Option<Place>],
    limits: &Limits,
) -> Result<(), MessageError> {
    if nodes.iter().all(|node| node.link.is_none()) {
        // The reader has counted them.
        return Ok(());
    }
    let mut extents = vec![Extent::Unknown; nodes.len()];
    for root in roots.iter().flatten() {
        measure(nodes, *root, &mut extents, limits)?;
    }
    Ok(())
}

fn measure(
    nodes: &[Node<'_>],
    root: Place,
    extents: &mut [Extent],
    limits: &Limits,
) -> Result<(), MessageError> {
    let refuse = |place: Place, found: String, expected: &str| {
        let span = nodes[place.index()].tag.clone();
        Err(MessageError::layout(span, found, expected))
    };
    // Each open element with what of its inside is still to be looked at.
    let mut open: Vec<(Place, Option<Place>, usize, usize)> = Vec::new();
    let mut enter = Some(root);
    loop {
        if let Some(place) = enter.take() {
            match extents[place.index()] {
                Extent::Unknown => {
                    extents[place.index()] = Extent::Open;
                    let node = &nodes[place.index()];
                    open.push((place, node.link.or(node.first), 1, 0));
                }
                Extent::Open => {
                    let found = "a value that holds itself by its references".to_owned();
                    return refuse(place, found, "one that ends");
                }
                Extent::Known { elements, depth } => {
                    if let Some((_, _, sum, deepest)) = open.last_mut() {
                        *sum = sum.saturating_add(elements);
                        *deepest = (*deepest).max(depth);
                    }
                }
            }
        }
        let Some((place, waiting, elements, deepest)) = open.last_mut() else {
            return Ok(());
        };
        if let Some(inner) = waiting.take() {
            let is_link = nodes[place.index()].link.is_some();
            *waiting = nodes[inner.index()].next.filter(|_| !is_link);
            enter = Some(inner);
            continue;
        }
        let (place, elements, depth) = (*place, *elements, *deepest + 1);
        if elements > limits.elements {
            let found = format!("more than {} elements behind references", limits.elements);
            return refuse(place, found, "at most that many");
        }
        if depth > limits.depth {
            let found = format!("more than {} levels behind references", limits.depth);
            return refuse(place, found, "at most that many");
        }
        open.pop();
        extents[place.index()] = Extent::Known { elements, depth };
        if let Some((_, _, sum, deepest)) = open.last_mut() {
            *sum = sum.saturating_add(elements);
            *deepest = (*deepest).max(depth);
        }
    }
}
