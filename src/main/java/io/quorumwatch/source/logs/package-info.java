/**
 * Logs in: followers of files, of systemd's journal, of a journal gateway, and the intake of what is pushed over HTTP.
 *
 * <p>Every follower hands on whole lines, in the order in which they were written, each with the cursor that resumes behind it.
 * What a line means is the profile's to say ({@code profile.logs}); {@code source.logs.line} only takes it apart.
 */
@NullMarked
package io.quorumwatch.source.logs;

import org.jspecify.annotations.NullMarked;
