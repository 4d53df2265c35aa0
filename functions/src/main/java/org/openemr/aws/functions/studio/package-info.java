/** SageMaker Studio: what it leaves behind. */
package org.openemr.aws.functions.studio;
