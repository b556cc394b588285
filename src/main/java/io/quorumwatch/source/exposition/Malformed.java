package io.quorumwatch.source.exposition;

import io.quorumwatch.bus.Word;

/** Why a line could not be read. The line is left out and counted; the rest of the page stands. */
public enum Malformed implements Word {
    BAD_NAME,
    BAD_LABELS,
    BAD_ESCAPE,
    BAD_VALUE,
    BAD_TIMESTAMP,
    BAD_EXEMPLAR,
    DUPLICATE_LABEL,
    TOO_MANY_LABELS,
    NOT_UTF_8
}
