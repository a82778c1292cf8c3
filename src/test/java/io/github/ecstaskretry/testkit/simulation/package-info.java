/**
 * The whole protocol in one process, in virtual time and from a seed: the production code for reading, deciding, recording and
 * acting, among in-memory models of the AWS services that fail in every way that is allowed to them.
 */
package io.github.ecstaskretry.testkit.simulation;
