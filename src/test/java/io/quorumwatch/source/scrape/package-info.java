/** Tests of {@code io.quorumwatch.source.scrape}: what members do to us, each as a sentence. */
@NullMarked
package io.quorumwatch.source.scrape;

import org.jspecify.annotations.NullMarked;
