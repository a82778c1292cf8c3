package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * The topic of the notices.
 *
 * @param confirmed how many subscriptions get them
 * @param pending how many were asked for and are not confirmed
 */
public record NoticeTopic(String arn, int confirmed, int pending) {}
