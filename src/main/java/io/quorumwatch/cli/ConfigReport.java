package io.quorumwatch.cli;

import io.quorumwatch.cli.LiveLook.TargetLook;
import io.quorumwatch.config.AgentConfig;
import io.quorumwatch.config.InvalidConfigException;
import io.quorumwatch.config.WebConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How {@code check} tells what it found. */
interface ConfigReport {

    /** The file is right and means this. */
    void understood(Path file, AgentConfig config, @Nullable WebConfig web);

    /** The file is wrong. Returns false when that is left to standard error. */
    boolean refused(InvalidConfigException invalid);

    /** This is right, and may not do what is expected of it. */
    void warned(ConfigWarning warning);

    /** Members of a cluster were looked for. */
    void discovered(String watched, int members, List<String> problems);

    /** One target was looked at. */
    void looked(TargetLook look);
}
