/**
 * The bonds between members: who is connected to whom, and whether what is connected is still a majority.
 *
 * <p>{@link io.quorumwatch.judge.bond.BondShape} draws the picture from what the members say, by peer where they name peers, else
 * from the shape of their counts; the rules only read the picture.
 */
@NullMarked
package io.quorumwatch.judge.bond;

import org.jspecify.annotations.NullMarked;
