/**
 * What others see of the agent. A face reads an immutable snapshot or hears the bus; it judges nothing, and nothing imports it but the
 * program that puts all parts together.
 */
@NullMarked
package io.quorumwatch.face;

import org.jspecify.annotations.NullMarked;
