/** What ECS tasks share. */
package org.openemr.aws.constructs.task;
