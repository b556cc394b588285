@NullMarked
package io.quorumwatch.desk.blindspot;

import org.jspecify.annotations.NullMarked;
