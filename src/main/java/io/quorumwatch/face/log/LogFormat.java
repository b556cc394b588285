package io.quorumwatch.face.log;

import io.quorumwatch.bus.Word;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** How log lines are written: the values of {@code --log.format}. */
public enum LogFormat implements Word {
    /** One JSON object a line. */
    JSON,
    /** Readable lines. */
    TEXT,
    /** {@link #TEXT} on a terminal, {@link #JSON} elsewhere. */
    AUTO;

    /** This format, or the one that suits where standard output goes. */
    LogFormat resolved() {
        if (this != AUTO) {
            return this;
        }
        return onTerminal() ? TEXT : JSON;
    }

    /** Whether somebody sits at a terminal, for input and output. */
    public static boolean onTerminal() {
        return onTerminal(System.console());
    }

    /** From Java 22 there is a console even where there is no terminal; it is asked by name, which Java 17 does not know. */
    private static boolean onTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException cannotTell) {
            return false;
        }
    }
}
