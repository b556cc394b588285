package io.quorumwatch.face.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line for people: the time of day, the level, the event, and its fields; values that are not plain words are quoted and escaped. */
final class TextLogEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@+>-]{1,256}");

    private final Supplier<ZoneId> zone;

    /** Made with the first line: before it there is nothing to say, and where an agent starts, nothing at all in this form. */
    private @Nullable DateTimeFormatter timeOfDay;

    /** @param zone whose time of day is told; asked for it once */
    TextLogEncoder(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        LogFields entry = LogFields.of(event);
        StringBuilder line = new StringBuilder(240);
        timeOfDay().formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(event.getLevel().levelStr);
        line.append(" ".repeat(Math.max(1, 6 - event.getLevel().levelStr.length())));
        line.append(entry.msg());
        entry.fields().forEach((name, value) -> {
            if (!(name.equals(LogFields.CLUSTER) && LogFields.AGENT.equals(value))) {
                line.append(' ');
                word(line, name);
                line.append('=');
                word(line, value);
            }
        });
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Made twice at worst, when two threads log the first line at once. */
    private DateTimeFormatter timeOfDay() {
        DateTimeFormatter made = timeOfDay == null
                ? DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone.get())
                : timeOfDay;
        timeOfDay = made;
        return made;
    }

    private static void word(StringBuilder line, @Nullable Object value) {
        if (value instanceof String text && PLAIN.matcher(text).matches()) {
            line.append(text);
        } else {
            LogText.value(line, value);
        }
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
