package org.talanoa.activity;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long an activity waits for people.
 *
 * @param grace after the end of a phase, in which what was written for it still counts
 * @param missing after which somebody who is not seen is not there
 * @param offer in which whoever is next may decline to facilitate
 */
@Component
public record Times(
    @Value("${talanoa.activity.grace:5s}") Duration grace,
    @Value("${talanoa.activity.missing:20s}") Duration missing,
    @Value("${talanoa.activity.offer:15s}") Duration offer) {}
