package io.quorumwatch.config;

import java.nio.file.Path;

/**
 * Loads configuration files. Either the whole file is right and everything that was left out has its default, or nothing is loaded
 * and every problem is named.
 */
public final class ConfigLoader {

    private ConfigLoader() {}

    /** Reads and checks the file, and looks whether the files that it names can be read. Blocks. */
    public static AgentConfig load(Path file, ConfigVocabulary vocabulary) throws InvalidConfigException {
        return parse(ConfigFile.read(file, new Problems(file.toString())), file, vocabulary);
    }

    /**
     * As {@link #load}, of a text that is at hand.
     *
     * @param file what the text is called in problems; its directory is where relative paths start
     */
    public static AgentConfig parse(String text, Path file, ConfigVocabulary vocabulary) throws InvalidConfigException {
        Problems problems = new Problems(file.toString());
        Section root = ConfigFile.parse(text, problems);
        Path parent = file.getParent();
        FilePaths files = new FilePaths(parent == null ? Path.of("") : parent);
        AgentConfig config = new AgentReader(vocabulary, files).read(root);
        problems.throwIfAny();
        return config;
    }
}
