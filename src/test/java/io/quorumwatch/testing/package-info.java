/**
 * What tests of several packages share: recordings of real clusters as looks, pages and looks made up line by line, cluster
 * configurations.
 */
@NullMarked
package io.quorumwatch.testing;

import org.jspecify.annotations.NullMarked;
