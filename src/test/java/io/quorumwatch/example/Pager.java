package io.quorumwatch.example;

/** Whoever gets people out of bed. Called on an event loop: it must hand over and return. */
interface Pager {

    /**
     * Something is wrong. Called once until it is resolved.
     *
     * @param key what it is about, the same when it is resolved
     * @param text one line for the person who is paged
     */
    void page(String key, String text);

    /** It is right again. */
    void resolve(String key);
}
