package io.quorumwatch.bus;

/** Who is to be told of a condition. */
public enum Audience implements Word {
    ON_CALL("on-call"),
    TEE_OPERATOR("tee-operator"),
    SECURITY("security");

    private final String word;

    Audience(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
