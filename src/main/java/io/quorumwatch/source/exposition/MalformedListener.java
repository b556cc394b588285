package io.quorumwatch.source.exposition;

/** Is told of malformed lines while a page is read, in the order of the page and on the thread that feeds the parser. */
@FunctionalInterface
public interface MalformedListener {

    /** Called for the first {@link ExpositionParser#FINDINGS} malformed lines of a page; further ones are counted only. */
    void malformed(LineFinding finding);
}
