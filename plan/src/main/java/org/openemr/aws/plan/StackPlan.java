package org.openemr.aws.plan;

import java.util.List;

/**
 * What the deployment, or the deletion, of one stack does.
 *
 * @param stack its id
 * @param changes the steps in their order; none when nothing is to do
 * @param hazards what is wrong with them
 * @param after what is in the account afterwards
 */
public record StackPlan(String stack, List<Change> changes, List<Hazard> hazards, Installed after) {}
