package io.quorumwatch.desk.health;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** For methods of stories that end wherever the test ends; Error Prone knows it by its name. */
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CanIgnoreReturnValue {}
