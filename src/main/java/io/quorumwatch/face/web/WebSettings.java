package io.quorumwatch.face.web;

import io.quorumwatch.config.WebConfig;

/**
 * Where and how the face serves.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks one
 * @param web TLS and users
 * @param limits what a client may cost
 */
public record WebSettings(String host, int port, WebConfig web, WebLimits limits) {}
